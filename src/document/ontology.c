// SPDX-License-Identifier: Apache-2.0
// Tables of the ontology: each list of ontology.h beside its names, the modes with their scores, and CAMEO.
//
// Modes: PLOVER manual. CAMEO: codes of the CAMEO codebook (Schrodt 2012) with the weights GDELT publishes; category
// and mode by the Open Event Data Alliance's map of 2021, modes reduced to those of the manual.
#include "document/ontology.h"

#include <math.h>

typedef struct Category {
	const char *name;
	double score;
	int quad;
} Category;

static const Category categories[] = {{"NONE", 0, 0},
#define X(name, score, quad) {#name, score, quad},
                                      DT_CATEGORY_LIST(X)
#undef X
};

typedef struct Mode {
	const char *name;
	double score;
	uint8_t category;
} Mode;

static const Mode modes[] = {
	{"", 0, DT_CATEGORY_NONE},
	{"visit", 4, DT_CATEGORY_CONSULT},
	{"third-party", 1, DT_CATEGORY_CONSULT},
	{"multilateral", 4, DT_CATEGORY_CONSULT},
	{"phone", 1.5, DT_CATEGORY_CONSULT},
	{"withdraw", 8, DT_CATEGORY_RETREAT},
	{"release", 6.5, DT_CATEGORY_RETREAT},
	{"disarm", 10, DT_CATEGORY_RETREAT},
	{"ceasefire", 7.5, DT_CATEGORY_RETREAT},
	{"access", 6.5, DT_CATEGORY_RETREAT},
	{"resign", 4.5, DT_CATEGORY_RETREAT},
	{"assist", 0.5, DT_CATEGORY_REQUEST},
	{"change", -1, DT_CATEGORY_REQUEST},
	{"yield", -1, DT_CATEGORY_REQUEST},
	{"meet", 0, DT_CATEGORY_REQUEST},
	{"disapprove", -2, DT_CATEGORY_ACCUSE},
	{"investigate", -3.5, DT_CATEGORY_ACCUSE},
	{"allege", -3.5, DT_CATEGORY_ACCUSE},
	{"assist", -1.5, DT_CATEGORY_REJECT},
	{"change", -2, DT_CATEGORY_REJECT},
	{"yield", -2, DT_CATEGORY_REJECT},
	{"meet", -2, DT_CATEGORY_REJECT},
	{"restrict", -3, DT_CATEGORY_THREATEN},
	{"arrest", -3.5, DT_CATEGORY_THREATEN},
	{"relations", -3.5, DT_CATEGORY_THREATEN},
	{"expel", -3.5, DT_CATEGORY_THREATEN},
	{"territory", -4, DT_CATEGORY_THREATEN},
	{"violence", -3.5, DT_CATEGORY_THREATEN},
	{"demo", -5, DT_CATEGORY_PROTEST},
	{"riot", -7, DT_CATEGORY_PROTEST},
	{"strike", -5, DT_CATEGORY_PROTEST},
	{"hunger", -4.5, DT_CATEGORY_PROTEST},
	{"boycott", -4.5, DT_CATEGORY_PROTEST},
	{"obstruct", -4.5, DT_CATEGORY_PROTEST},
	{"convict", -6, DT_CATEGORY_SANCTION},
	{"expel", -5.5, DT_CATEGORY_SANCTION},
	{"withdraw", -6, DT_CATEGORY_SANCTION},
	{"discontinue", -6, DT_CATEGORY_SANCTION},
	{"troops", -6.5, DT_CATEGORY_MOBILIZE},
	{"weapons", -6.5, DT_CATEGORY_MOBILIZE},
	{"police", -5.5, DT_CATEGORY_MOBILIZE},
	{"militia", -6, DT_CATEGORY_MOBILIZE},
	{"seize", -7, DT_CATEGORY_COERCE},
	{"restrict", -7, DT_CATEGORY_COERCE},
	{"censor", -6.5, DT_CATEGORY_COERCE},
	{"curfew", -6.5, DT_CATEGORY_COERCE},
	{"martial-law", -7.5, DT_CATEGORY_COERCE},
	{"arrest", -7, DT_CATEGORY_COERCE},
	{"deport", -7, DT_CATEGORY_COERCE},
	{"withhold", -7, DT_CATEGORY_COERCE},
	{"misinformation", -6.5, DT_CATEGORY_COERCE},
	{"cyber", -7, DT_CATEGORY_COERCE},
	{"abduct", -8.5, DT_CATEGORY_ASSAULT},
	{"beat", -7.5, DT_CATEGORY_ASSAULT},
	{"torture", -8.5, DT_CATEGORY_ASSAULT},
	{"sexual", -8.5, DT_CATEGORY_ASSAULT},
	{"targeted", -9.5, DT_CATEGORY_ASSAULT},
	{"destroy", -8.5, DT_CATEGORY_ASSAULT},
	{"primitive", -8, DT_CATEGORY_ASSAULT},
	{"firearms", -9, DT_CATEGORY_ASSAULT},
	{"explosives", -9, DT_CATEGORY_ASSAULT},
	{"suicide-attack", -9.5, DT_CATEGORY_ASSAULT},
	{"aerial", -9.5, DT_CATEGORY_ASSAULT},
	{"drone", -9.5, DT_CATEGORY_ASSAULT},
	{"heavy-weapons", -9.5, DT_CATEGORY_ASSAULT},
	{"crowd-control", -7.5, DT_CATEGORY_ASSAULT},
	{"unconventional", -10, DT_CATEGORY_ASSAULT},
};

static const char *const context_names[] = {
#define X(name) #name,
	DT_CONTEXT_LIST(X)
#undef X
};

static const char *const sector_names[] = {"",
#define X(name) #name,
                                           DT_SECTOR_LIST(X)
#undef X
};

static const char *const auxiliary_names[] = {"historical", "future", "hypothetical", "negation"};

static const char *const entity_codes[] = {"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"};

// ISO 3166-1 alpha-3 in one string, three letters each, sorted; with XKX and states that are no more.
static const char country_codes[] =
	"ABWAFGAGOAIAALAALBANDAREARGARMASMATAATFATGAUSAUTAZEBDIBELBENBESBFABGDBGRBHRBHSBIHBLMBLRBLZ"
	"BMUBOLBRABRBBRNBTNBVTBWACAFCANCCKCHECHLCHNCIVCMRCODCOGCOKCOLCOMCPVCRICSKCUBCUWCXRCYMCYPCZE"
	"DDRDEUDJIDMADNKDOMDZAECUEGYERIESHESPESTETHFINFJIFLKFRAFROFSMGABGBRGEOGGYGHAGIBGINGLPGMBGNB"
	"GNQGRCGRDGRLGTMGUFGUMGUYHKGHMDHNDHRVHTIHUNIDNIMNINDIOTIRLIRNIRQISLISRITAJAMJEYJORJPNKAZKEN"
	"KGZKHMKIRKNAKORKWTLAOLBNLBRLBYLCALIELKALSOLTULUXLVAMACMAFMARMCOMDAMDGMDVMEXMHLMKDMLIMLTMMR"
	"MNEMNGMNPMOZMRTMSRMTQMUSMWIMYSMYTNAMNCLNERNFKNGANICNIUNLDNORNPLNRUNZLOMNPAKPANPCNPERPHLPLW"
	"PNGPOLPRIPRKPRTPRYPSEPYFQATREUROURUSRWASAUSCGSDNSENSGPSGSSHNSJMSLBSLESLVSMRSOMSPMSRBSSDSTP"
	"SUNSURSVKSVNSWESWZSXMSYCSYRTCATCDTGOTHATJKTKLTKMTLSTONTTOTUNTURTUVTWNTZAUGAUKRUMIURYUSAUZB"
	"VATVCTVENVGBVIRVNMVUTWLFWSMXKXYEMYUGZAFZMBZWE";

// Sorted by code. Mode is a name of the category or "".
static const DtCameo cameo_codes[] = {
	{"01", 0.0f, 1, DT_CATEGORY_NONE, ""},
	{"010", 0.0f, 1, DT_CATEGORY_NONE, ""},
	{"011", -0.1f, 1, DT_CATEGORY_NONE, ""},
	{"012", -0.4f, 1, DT_CATEGORY_NONE, ""},
	{"013", 0.4f, 1, DT_CATEGORY_NONE, ""},
	{"014", 0.0f, 1, DT_CATEGORY_NONE, ""},
	{"015", 0.0f, 1, DT_CATEGORY_NONE, ""},
	{"016", -2.0f, 1, DT_CATEGORY_NONE, ""},
	{"017", 0.0f, 1, DT_CATEGORY_NONE, ""},
	{"018", 3.4f, 1, DT_CATEGORY_NONE, ""},
	{"019", 3.4f, 1, DT_CATEGORY_NONE, ""},
	{"02", 3.0f, 1, DT_CATEGORY_NONE, ""},
	{"020", 3.0f, 1, DT_CATEGORY_NONE, ""},
	{"021", 3.4f, 1, DT_CATEGORY_NONE, ""},
	{"0211", 3.4f, 1, DT_CATEGORY_NONE, ""},
	{"0212", 3.4f, 1, DT_CATEGORY_NONE, ""},
	{"0213", 3.4f, 1, DT_CATEGORY_NONE, ""},
	{"0214", 3.4f, 1, DT_CATEGORY_NONE, ""},
	{"022", 3.2f, 1, DT_CATEGORY_NONE, ""},
	{"023", 3.4f, 1, DT_CATEGORY_NONE, ""},
	{"0231", 3.4f, 1, DT_CATEGORY_NONE, ""},
	{"0232", 3.4f, 1, DT_CATEGORY_NONE, ""},
	{"0233", 3.4f, 1, DT_CATEGORY_NONE, ""},
	{"0234", 3.4f, 1, DT_CATEGORY_NONE, ""},
	{"024", -0.3f, 1, DT_CATEGORY_NONE, ""},
	{"0241", -0.3f, 1, DT_CATEGORY_NONE, ""},
	{"0242", -0.3f, 1, DT_CATEGORY_NONE, ""},
	{"0243", -0.3f, 1, DT_CATEGORY_NONE, ""},
	{"0244", -0.3f, 1, DT_CATEGORY_NONE, ""},
	{"025", -0.3f, 1, DT_CATEGORY_NONE, ""},
	{"0251", -0.3f, 1, DT_CATEGORY_NONE, ""},
	{"0252", -0.3f, 1, DT_CATEGORY_NONE, ""},
	{"0253", -0.3f, 1, DT_CATEGORY_NONE, ""},
	{"0254", -0.3f, 1, DT_CATEGORY_NONE, ""},
	{"0255", -0.3f, 1, DT_CATEGORY_NONE, ""},
	{"0256", -0.3f, 1, DT_CATEGORY_NONE, ""},
	{"026", 4.0f, 1, DT_CATEGORY_NONE, ""},
	{"027", 4.0f, 1, DT_CATEGORY_NONE, ""},
	{"028", 4.0f, 1, DT_CATEGORY_NONE, ""},
	{"03", 4.0f, 1, DT_CATEGORY_AGREE, ""},
	{"030", 4.0f, 1, DT_CATEGORY_AGREE, ""},
	{"031", 5.2f, 1, DT_CATEGORY_AGREE, ""},
	{"0311", 5.2f, 1, DT_CATEGORY_AGREE, ""},
	{"0312", 5.2f, 1, DT_CATEGORY_AGREE, ""},
	{"0313", 5.2f, 1, DT_CATEGORY_AGREE, ""},
	{"0314", 5.2f, 1, DT_CATEGORY_AGREE, ""},
	{"032", 4.5f, 1, DT_CATEGORY_AGREE, ""},
	{"033", 5.2f, 1, DT_CATEGORY_AGREE, ""},
	{"0331", 5.2f, 1, DT_CATEGORY_AGREE, ""},
	{"0332", 5.2f, 1, DT_CATEGORY_AGREE, ""},
	{"0333", 5.2f, 1, DT_CATEGORY_AGREE, ""},
	{"0334", 6.0f, 1, DT_CATEGORY_AGREE, ""},
	{"034", 7.0f, 1, DT_CATEGORY_AGREE, ""},
	{"0341", 7.0f, 1, DT_CATEGORY_AGREE, ""},
	{"0342", 7.0f, 1, DT_CATEGORY_AGREE, ""},
	{"0343", 7.0f, 1, DT_CATEGORY_AGREE, ""},
	{"0344", 7.0f, 1, DT_CATEGORY_AGREE, ""},
	{"035", 7.0f, 1, DT_CATEGORY_AGREE, ""},
	{"0351", 7.0f, 1, DT_CATEGORY_AGREE, ""},
	{"0352", 7.0f, 1, DT_CATEGORY_AGREE, ""},
	{"0353", 7.0f, 1, DT_CATEGORY_AGREE, ""},
	{"0354", 7.0f, 1, DT_CATEGORY_AGREE, ""},
	{"0355", 7.0f, 1, DT_CATEGORY_AGREE, ""},
	{"0356", 7.0f, 1, DT_CATEGORY_AGREE, ""},
	{"036", 4.0f, 1, DT_CATEGORY_AGREE, ""},
	{"037", 5.0f, 1, DT_CATEGORY_AGREE, ""},
	{"038", 7.0f, 1, DT_CATEGORY_AGREE, ""},
	{"039", 5.0f, 1, DT_CATEGORY_AGREE, ""},
	{"04", 1.0f, 1, DT_CATEGORY_CONSULT, ""},
	{"040", 1.0f, 1, DT_CATEGORY_CONSULT, ""},
	{"041", 1.0f, 1, DT_CATEGORY_CONSULT, "phone"},
	{"042", 1.9f, 1, DT_CATEGORY_CONSULT, "visit"},
	{"043", 2.8f, 1, DT_CATEGORY_CONSULT, "visit"},
	{"044", 2.5f, 1, DT_CATEGORY_CONSULT, "third-party"},
	{"045", 5.0f, 1, DT_CATEGORY_CONSULT, ""},
	{"046", 7.0f, 1, DT_CATEGORY_CONSULT, ""},
	{"05", 3.5f, 1, DT_CATEGORY_SUPPORT, ""},
	{"050", 3.5f, 1, DT_CATEGORY_SUPPORT, ""},
	{"051", 3.4f, 1, DT_CATEGORY_SUPPORT, ""},
	{"052", 3.5f, 1, DT_CATEGORY_SUPPORT, ""},
	{"053", 3.8f, 1, DT_CATEGORY_SUPPORT, ""},
	{"054", 6.0f, 1, DT_CATEGORY_SUPPORT, ""},
	{"055", 7.0f, 1, DT_CATEGORY_SUPPORT, ""},
	{"056", 7.0f, 1, DT_CATEGORY_SUPPORT, ""},
	{"057", 8.0f, 1, DT_CATEGORY_SUPPORT, ""},
	{"06", 6.0f, 2, DT_CATEGORY_COOPERATE, ""},
	{"060", 6.0f, 2, DT_CATEGORY_COOPERATE, ""},
	{"061", 6.4f, 2, DT_CATEGORY_COOPERATE, ""},
	{"062", 7.4f, 2, DT_CATEGORY_COOPERATE, ""},
	{"063", 7.4f, 2, DT_CATEGORY_COOPERATE, ""},
	{"064", 7.0f, 2, DT_CATEGORY_COOPERATE, ""},
	{"07", 7.0f, 2, DT_CATEGORY_AID, ""},
	{"070", 7.0f, 2, DT_CATEGORY_AID, ""},
	{"071", 7.4f, 2, DT_CATEGORY_AID, ""},
	{"072", 8.3f, 2, DT_CATEGORY_AID, ""},
	{"073", 7.4f, 2, DT_CATEGORY_AID, ""},
	{"074", 8.5f, 2, DT_CATEGORY_AID, ""},
	{"075", 7.0f, 2, DT_CATEGORY_AID, ""},
	{"08", 5.0f, 2, DT_CATEGORY_RETREAT, ""},
	{"080", 5.0f, 2, DT_CATEGORY_CONCEDE, ""},
	{"081", 5.0f, 2, DT_CATEGORY_CONCEDE, ""},
	{"0811", 5.0f, 2, DT_CATEGORY_CONCEDE, ""},
	{"0812", 5.0f, 2, DT_CATEGORY_CONCEDE, ""},
	{"0813", 5.0f, 2, DT_CATEGORY_RETREAT, ""},
	{"0814", 5.0f, 2, DT_CATEGORY_RETREAT, ""},
	{"082", 5.0f, 2, DT_CATEGORY_CONCEDE, ""},
	{"083", 5.0f, 2, DT_CATEGORY_CONCEDE, ""},
	{"0831", 5.0f, 2, DT_CATEGORY_CONCEDE, ""},
	{"0832", 5.0f, 2, DT_CATEGORY_CONCEDE, ""},
	{"0833", 5.0f, 2, DT_CATEGORY_CONCEDE, ""},
	{"0834", 5.0f, 2, DT_CATEGORY_CONCEDE, ""},
	{"084", 7.0f, 2, DT_CATEGORY_RETREAT, ""},
	{"0841", 7.0f, 2, DT_CATEGORY_RETREAT, "release"},
	{"0842", 7.0f, 2, DT_CATEGORY_RETREAT, "release"},
	{"085", 7.0f, 2, DT_CATEGORY_RETREAT, ""},
	{"086", 9.0f, 2, DT_CATEGORY_RETREAT, "access"},
	{"0861", 9.0f, 2, DT_CATEGORY_RETREAT, "access"},
	{"0862", 9.0f, 2, DT_CATEGORY_RETREAT, "access"},
	{"0863", 9.0f, 2, DT_CATEGORY_RETREAT, "access"},
	{"087", 9.0f, 2, DT_CATEGORY_RETREAT, "disarm"},
	{"0871", 9.0f, 2, DT_CATEGORY_RETREAT, "ceasefire"},
	{"0872", 9.0f, 2, DT_CATEGORY_RETREAT, "withdraw"},
	{"0873", 9.0f, 2, DT_CATEGORY_RETREAT, "disarm"},
	{"0874", 10.0f, 2, DT_CATEGORY_RETREAT, "disarm"},
	{"09", -2.0f, 2, DT_CATEGORY_ACCUSE, ""},
	{"090", -2.0f, 2, DT_CATEGORY_ACCUSE, "investigate"},
	{"091", -2.0f, 2, DT_CATEGORY_ACCUSE, "investigate"},
	{"092", -2.0f, 2, DT_CATEGORY_ACCUSE, "investigate"},
	{"093", -2.0f, 2, DT_CATEGORY_ACCUSE, "investigate"},
	{"094", -2.0f, 2, DT_CATEGORY_ACCUSE, "investigate"},
	{"10", -5.0f, 3, DT_CATEGORY_REQUEST, ""},
	{"100", -5.0f, 3, DT_CATEGORY_REQUEST, ""},
	{"101", -5.0f, 3, DT_CATEGORY_REQUEST, "assist"},
	{"1011", -5.0f, 3, DT_CATEGORY_REQUEST, "assist"},
	{"1012", -5.0f, 3, DT_CATEGORY_REQUEST, "assist"},
	{"1013", -5.0f, 3, DT_CATEGORY_REQUEST, "assist"},
	{"1014", -5.0f, 3, DT_CATEGORY_REQUEST, "assist"},
	{"102", -5.0f, 3, DT_CATEGORY_REQUEST, "assist"},
	{"103", -5.0f, 3, DT_CATEGORY_REQUEST, "assist"},
	{"1031", -5.0f, 3, DT_CATEGORY_REQUEST, "assist"},
	{"1032", -5.0f, 3, DT_CATEGORY_REQUEST, "assist"},
	{"1033", -5.0f, 3, DT_CATEGORY_REQUEST, "assist"},
	{"1034", -5.0f, 3, DT_CATEGORY_REQUEST, "assist"},
	{"104", -5.0f, 3, DT_CATEGORY_REQUEST, "change"},
	{"1041", -5.0f, 3, DT_CATEGORY_REQUEST, "change"},
	{"1042", -5.0f, 3, DT_CATEGORY_REQUEST, "change"},
	{"1043", -5.0f, 3, DT_CATEGORY_REQUEST, "change"},
	{"1044", -5.0f, 3, DT_CATEGORY_REQUEST, "change"},
	{"105", -5.0f, 3, DT_CATEGORY_REQUEST, "change"},
	{"1051", -5.0f, 3, DT_CATEGORY_REQUEST, "yield"},
	{"1052", -5.0f, 3, DT_CATEGORY_REQUEST, "yield"},
	{"1053", -5.0f, 3, DT_CATEGORY_REQUEST, "yield"},
	{"1054", -5.0f, 3, DT_CATEGORY_REQUEST, "yield"},
	{"1055", -5.0f, 3, DT_CATEGORY_REQUEST, "yield"},
	{"1056", -5.0f, 3, DT_CATEGORY_REQUEST, "yield"},
	{"106", -5.0f, 3, DT_CATEGORY_REQUEST, "meet"},
	{"107", -5.0f, 3, DT_CATEGORY_REQUEST, "meet"},
	{"108", -5.0f, 3, DT_CATEGORY_REQUEST, "meet"},
	{"11", -2.0f, 3, DT_CATEGORY_ACCUSE, ""},
	{"110", -2.0f, 3, DT_CATEGORY_ACCUSE, "disapprove"},
	{"111", -2.0f, 3, DT_CATEGORY_ACCUSE, "disapprove"},
	{"112", -2.0f, 3, DT_CATEGORY_ACCUSE, "disapprove"},
	{"1121", -2.0f, 3, DT_CATEGORY_ACCUSE, "allege"},
	{"1122", -2.0f, 3, DT_CATEGORY_ACCUSE, "allege"},
	{"1123", -2.0f, 3, DT_CATEGORY_ACCUSE, "allege"},
	{"1124", -2.0f, 3, DT_CATEGORY_ACCUSE, "allege"},
	{"1125", -2.0f, 3, DT_CATEGORY_ACCUSE, "allege"},
	{"113", -2.0f, 3, DT_CATEGORY_ACCUSE, "disapprove"},
	{"114", -2.0f, 3, DT_CATEGORY_ACCUSE, "allege"},
	{"115", -2.0f, 3, DT_CATEGORY_ACCUSE, "allege"},
	{"116", -2.0f, 3, DT_CATEGORY_ACCUSE, "disapprove"},
	{"12", -4.0f, 3, DT_CATEGORY_REJECT, ""},
	{"120", -4.0f, 3, DT_CATEGORY_REJECT, ""},
	{"121", -4.0f, 3, DT_CATEGORY_REJECT, "assist"},
	{"1211", -4.0f, 3, DT_CATEGORY_REJECT, "assist"},
	{"1212", -4.0f, 3, DT_CATEGORY_REJECT, "assist"},
	{"1213", 0.0f, 3, DT_CATEGORY_REJECT, "assist"},
	{"122", -4.0f, 3, DT_CATEGORY_REJECT, "assist"},
	{"1221", -4.0f, 3, DT_CATEGORY_REJECT, "assist"},
	{"1222", -4.0f, 3, DT_CATEGORY_REJECT, "assist"},
	{"1223", -4.0f, 3, DT_CATEGORY_REJECT, "assist"},
	{"1224", -4.0f, 3, DT_CATEGORY_REJECT, "assist"},
	{"123", -4.0f, 3, DT_CATEGORY_REJECT, "change"},
	{"1231", -4.0f, 3, DT_CATEGORY_REJECT, "change"},
	{"1232", -4.0f, 3, DT_CATEGORY_REJECT, "change"},
	{"1233", -4.0f, 3, DT_CATEGORY_REJECT, "change"},
	{"1234", -4.0f, 3, DT_CATEGORY_REJECT, "change"},
	{"124", -4.0f, 3, DT_CATEGORY_REJECT, "change"},
	{"1241", -4.0f, 3, DT_CATEGORY_REJECT, "change"},
	{"1242", -4.0f, 3, DT_CATEGORY_REJECT, "change"},
	{"1243", -4.0f, 3, DT_CATEGORY_REJECT, "yield"},
	{"1244", -4.0f, 3, DT_CATEGORY_REJECT, "yield"},
	{"1245", -4.0f, 3, DT_CATEGORY_REJECT, "yield"},
	{"1246", -4.0f, 3, DT_CATEGORY_REJECT, "yield"},
	{"125", -5.0f, 3, DT_CATEGORY_REJECT, "meet"},
	{"126", -5.0f, 3, DT_CATEGORY_REJECT, "meet"},
	{"127", -5.0f, 3, DT_CATEGORY_REJECT, "meet"},
	{"128", -5.0f, 3, DT_CATEGORY_REJECT, "yield"},
	{"129", -5.0f, 3, DT_CATEGORY_REJECT, "yield"},
	{"13", -6.0f, 3, DT_CATEGORY_THREATEN, ""},
	{"130", -4.4f, 3, DT_CATEGORY_THREATEN, ""},
	{"131", -5.8f, 3, DT_CATEGORY_THREATEN, ""},
	{"1311", -5.8f, 3, DT_CATEGORY_THREATEN, "relations"},
	{"1312", -5.8f, 3, DT_CATEGORY_THREATEN, "restrict"},
	{"1313", -5.8f, 3, DT_CATEGORY_THREATEN, "relations"},
	{"132", -5.8f, 3, DT_CATEGORY_THREATEN, "restrict"},
	{"1321", -5.8f, 3, DT_CATEGORY_THREATEN, ""},
	{"1322", -5.8f, 3, DT_CATEGORY_THREATEN, "restrict"},
	{"1323", -5.8f, 3, DT_CATEGORY_THREATEN, "restrict"},
	{"1324", -5.8f, 3, DT_CATEGORY_THREATEN, "restrict"},
	{"133", -5.8f, 3, DT_CATEGORY_THREATEN, "relations"},
	{"134", -5.8f, 3, DT_CATEGORY_THREATEN, "relations"},
	{"135", -5.8f, 3, DT_CATEGORY_THREATEN, "relations"},
	{"136", -7.0f, 3, DT_CATEGORY_THREATEN, "expel"},
	{"137", -7.0f, 3, DT_CATEGORY_THREATEN, "violence"},
	{"138", -7.0f, 3, DT_CATEGORY_THREATEN, "violence"},
	{"1381", -7.0f, 3, DT_CATEGORY_THREATEN, "restrict"},
	{"1382", -7.0f, 3, DT_CATEGORY_THREATEN, "territory"},
	{"1383", -7.0f, 3, DT_CATEGORY_THREATEN, "violence"},
	{"1384", -7.0f, 3, DT_CATEGORY_THREATEN, "violence"},
	{"1385", -7.0f, 3, DT_CATEGORY_THREATEN, "violence"},
	{"139", -7.0f, 3, DT_CATEGORY_THREATEN, "relations"},
	{"14", -6.5f, 3, DT_CATEGORY_PROTEST, ""},
	{"140", -6.5f, 3, DT_CATEGORY_PROTEST, ""},
	{"141", -6.5f, 3, DT_CATEGORY_PROTEST, "demo"},
	{"1411", -6.5f, 3, DT_CATEGORY_PROTEST, "demo"},
	{"1412", -6.5f, 3, DT_CATEGORY_PROTEST, "demo"},
	{"1413", -6.5f, 3, DT_CATEGORY_PROTEST, "demo"},
	{"1414", -6.5f, 3, DT_CATEGORY_PROTEST, "demo"},
	{"142", -6.5f, 3, DT_CATEGORY_PROTEST, "hunger"},
	{"1421", -6.5f, 3, DT_CATEGORY_PROTEST, "hunger"},
	{"1422", -6.5f, 3, DT_CATEGORY_PROTEST, "hunger"},
	{"1423", -6.5f, 3, DT_CATEGORY_PROTEST, "hunger"},
	{"1424", -6.5f, 3, DT_CATEGORY_PROTEST, "hunger"},
	{"143", -6.5f, 3, DT_CATEGORY_PROTEST, "boycott"},
	{"1431", -6.5f, 3, DT_CATEGORY_PROTEST, "boycott"},
	{"1432", -6.5f, 3, DT_CATEGORY_PROTEST, "boycott"},
	{"1433", -6.5f, 3, DT_CATEGORY_PROTEST, "boycott"},
	{"1434", -6.5f, 3, DT_CATEGORY_PROTEST, "boycott"},
	{"144", -7.5f, 3, DT_CATEGORY_PROTEST, "obstruct"},
	{"1441", -7.5f, 3, DT_CATEGORY_PROTEST, "obstruct"},
	{"1442", -7.5f, 3, DT_CATEGORY_PROTEST, "obstruct"},
	{"1443", -7.5f, 3, DT_CATEGORY_PROTEST, "obstruct"},
	{"1444", -7.5f, 3, DT_CATEGORY_PROTEST, "obstruct"},
	{"145", -7.5f, 3, DT_CATEGORY_PROTEST, "riot"},
	{"1451", -7.5f, 3, DT_CATEGORY_PROTEST, "riot"},
	{"1452", -7.5f, 3, DT_CATEGORY_PROTEST, "riot"},
	{"1453", -7.5f, 3, DT_CATEGORY_PROTEST, "riot"},
	{"1454", -7.5f, 3, DT_CATEGORY_PROTEST, "riot"},
	{"15", -7.2f, 4, DT_CATEGORY_MOBILIZE, ""},
	{"150", -7.2f, 4, DT_CATEGORY_MOBILIZE, ""},
	{"151", -7.2f, 4, DT_CATEGORY_MOBILIZE, "police"},
	{"152", -7.2f, 4, DT_CATEGORY_MOBILIZE, "troops"},
	{"153", -7.2f, 4, DT_CATEGORY_MOBILIZE, "police"},
	{"154", -7.2f, 4, DT_CATEGORY_MOBILIZE, "troops"},
	{"16", -4.0f, 4, DT_CATEGORY_SANCTION, ""},
	{"160", -4.0f, 4, DT_CATEGORY_SANCTION, ""},
	{"161", -4.0f, 4, DT_CATEGORY_SANCTION, "withdraw"},
	{"162", -5.6f, 4, DT_CATEGORY_SANCTION, "discontinue"},
	{"1621", -5.6f, 4, DT_CATEGORY_SANCTION, "discontinue"},
	{"1622", -5.6f, 4, DT_CATEGORY_SANCTION, "discontinue"},
	{"1623", -5.6f, 4, DT_CATEGORY_SANCTION, "discontinue"},
	{"163", -8.0f, 4, DT_CATEGORY_COERCE, "restrict"},
	{"164", -7.0f, 4, DT_CATEGORY_SANCTION, "withdraw"},
	{"165", -6.5f, 4, DT_CATEGORY_SANCTION, "withdraw"},
	{"166", -7.0f, 4, DT_CATEGORY_SANCTION, "expel"},
	{"1661", -7.0f, 4, DT_CATEGORY_SANCTION, "expel"},
	{"1662", -7.0f, 4, DT_CATEGORY_SANCTION, "expel"},
	{"1663", -7.0f, 4, DT_CATEGORY_SANCTION, "expel"},
	{"17", -7.0f, 4, DT_CATEGORY_COERCE, ""},
	{"170", -7.0f, 4, DT_CATEGORY_COERCE, ""},
	{"171", -9.2f, 4, DT_CATEGORY_COERCE, "seize"},
	{"1711", -9.2f, 4, DT_CATEGORY_COERCE, "seize"},
	{"1712", -9.2f, 4, DT_CATEGORY_ASSAULT, ""},
	{"172", -5.0f, 4, DT_CATEGORY_COERCE, "restrict"},
	{"1721", -5.0f, 4, DT_CATEGORY_COERCE, "restrict"},
	{"1722", -5.0f, 4, DT_CATEGORY_COERCE, "restrict"},
	{"1723", -5.0f, 4, DT_CATEGORY_COERCE, "curfew"},
	{"1724", -5.0f, 4, DT_CATEGORY_COERCE, "martial-law"},
	{"173", -5.0f, 4, DT_CATEGORY_COERCE, "arrest"},
	{"174", -5.0f, 4, DT_CATEGORY_COERCE, "deport"},
	{"175", -9.0f, 4, DT_CATEGORY_ASSAULT, ""},
	{"18", -9.0f, 4, DT_CATEGORY_ASSAULT, ""},
	{"180", -9.0f, 4, DT_CATEGORY_ASSAULT, ""},
	{"181", -9.0f, 4, DT_CATEGORY_ASSAULT, "abduct"},
	{"182", -9.5f, 4, DT_CATEGORY_ASSAULT, "beat"},
	{"1821", -9.0f, 4, DT_CATEGORY_ASSAULT, "sexual"},
	{"1822", -9.0f, 4, DT_CATEGORY_ASSAULT, "torture"},
	{"1823", -10.0f, 4, DT_CATEGORY_ASSAULT, ""},
	{"183", -10.0f, 4, DT_CATEGORY_ASSAULT, "suicide-attack"},
	{"1831", -10.0f, 4, DT_CATEGORY_ASSAULT, "suicide-attack"},
	{"1832", -10.0f, 4, DT_CATEGORY_ASSAULT, "explosives"},
	{"1833", -10.0f, 4, DT_CATEGORY_ASSAULT, "explosives"},
	{"184", -8.0f, 4, DT_CATEGORY_ASSAULT, "abduct"},
	{"185", -8.0f, 4, DT_CATEGORY_ASSAULT, "targeted"},
	{"186", -10.0f, 4, DT_CATEGORY_ASSAULT, "targeted"},
	{"19", -10.0f, 4, DT_CATEGORY_ASSAULT, ""},
	{"190", -10.0f, 4, DT_CATEGORY_ASSAULT, ""},
	{"191", -9.5f, 4, DT_CATEGORY_COERCE, "restrict"},
	{"192", -9.5f, 4, DT_CATEGORY_COERCE, "seize"},
	{"193", -10.0f, 4, DT_CATEGORY_ASSAULT, "firearms"},
	{"194", -10.0f, 4, DT_CATEGORY_ASSAULT, "heavy-weapons"},
	{"195", -10.0f, 4, DT_CATEGORY_ASSAULT, "heavy-weapons"},
	{"196", -9.5f, 4, DT_CATEGORY_ASSAULT, ""},
	{"20", -10.0f, 4, DT_CATEGORY_ASSAULT, ""},
	{"200", -10.0f, 4, DT_CATEGORY_ASSAULT, ""},
	{"201", -9.5f, 4, DT_CATEGORY_ASSAULT, ""},
	{"202", -10.0f, 4, DT_CATEGORY_ASSAULT, ""},
	{"203", -10.0f, 4, DT_CATEGORY_ASSAULT, ""},
	{"204", -10.0f, 4, DT_CATEGORY_ASSAULT, "unconventional"},
	{"2041", -10.0f, 4, DT_CATEGORY_ASSAULT, "unconventional"},
	{"2042", -10.0f, 4, DT_CATEGORY_ASSAULT, "unconventional"},
};

enum {
	MODE_COUNT = sizeof modes / sizeof *modes,
	COUNTRY_COUNT = (sizeof country_codes - 1) / 3,
	CAMEO_COUNT = sizeof cameo_codes / sizeof *cameo_codes,
	ENTITY_COUNT = sizeof entity_codes / sizeof *entity_codes,
};

const char *dt_category_name(DtCategory category) { return categories[category].name; }
const char *dt_category_cameo(DtCategory category) {
	static const char *const roots[DT_CATEGORY_COUNT] = {
		[DT_CATEGORY_AGREE] = "030",    [DT_CATEGORY_CONSULT] = "040",   [DT_CATEGORY_SUPPORT] = "050",
		[DT_CATEGORY_CONCEDE] = "080",  [DT_CATEGORY_COOPERATE] = "060", [DT_CATEGORY_AID] = "070",
		[DT_CATEGORY_RETREAT] = "087",  [DT_CATEGORY_REQUEST] = "100",   [DT_CATEGORY_ACCUSE] = "110",
		[DT_CATEGORY_REJECT] = "120",   [DT_CATEGORY_THREATEN] = "130",  [DT_CATEGORY_PROTEST] = "140",
		[DT_CATEGORY_SANCTION] = "160", [DT_CATEGORY_MOBILIZE] = "150",  [DT_CATEGORY_COERCE] = "170",
		[DT_CATEGORY_ASSAULT] = "180",
	};
	return roots[category] ? roots[category] : "";
}

int dt_category_quad(DtCategory category) { return categories[category].quad; }

DtCategory dt_category_find(DtSlice name) {
	for (int i = 1; i < DT_CATEGORY_COUNT; i++) {
		if (dt_slice_is(name, categories[i].name)) return (DtCategory)i;
	}
	return DT_CATEGORY_NONE;
}

const char *dt_mode_name(DtMode mode) { return modes[mode].name; }

bool dt_mode_find(DtCategory category, DtSlice name, DtMode *mode) {
	for (int i = 1; i < MODE_COUNT; i++) {
		if (modes[i].category != category || !dt_slice_is(name, modes[i].name)) continue;
		*mode = (DtMode)i;
		return true;
	}
	return false;
}

double dt_event_score(DtCategory category, DtMode mode) {
	return mode ? modes[mode].score : categories[category].score;
}

double dt_category_strength(DtCategory category) {
	double most = fabs(categories[category].score);
	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
		if (modes[i].category == category) most = fmax(most, fabs(modes[i].score));
	return most;
}

const char *dt_context_name(DtContext context) { return context_names[context]; }

bool dt_context_find(DtSlice name, DtContext *context) {
	for (int i = 0; i < DT_CONTEXT_COUNT; i++) {
		if (!dt_slice_is(name, context_names[i])) continue;
		*context = (DtContext)i;
		return true;
	}
	return false;
}

const char *dt_sector_name(DtSector sector) { return sector_names[sector]; }

DtSector dt_sector_find(DtSlice name) {
	for (int i = 1; i < DT_SECTOR_COUNT; i++) {
		if (dt_slice_is(name, sector_names[i])) return (DtSector)i;
	}
	return DT_SECTOR_NONE;
}

bool dt_entity_code_known(DtSlice code) {
	for (int i = 0; i < ENTITY_COUNT; i++) {
		if (dt_slice_is(code, entity_codes[i])) return true;
	}
	return false;
}

bool dt_actor_code_known(DtSlice code) {
	if (code.length != 3) return false;
	int low = 0, high = COUNTRY_COUNT;
	while (low < high) {
		int middle = (low + high) / 2, order = memcmp(country_codes + 3 * middle, code.data, 3);
		if (order == 0) return true;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return dt_entity_code_known(code);
}

const char *dt_auxiliary_name(int bit_number) { return auxiliary_names[bit_number]; }

const DtCameo *dt_cameo_find(DtSlice code) {
	int low = 0, high = CAMEO_COUNT;
	while (low < high) {
		int middle = (low + high) / 2, order = dt_slice_compare(dt_slice_of(cameo_codes[middle].code), code);
		if (order == 0) return &cameo_codes[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}
