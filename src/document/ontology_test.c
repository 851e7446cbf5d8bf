// SPDX-License-Identifier: Apache-2.0

#include "base/test.h"
#include "document/event.h"

static void names_go_there_and_back(void **state) {
	(void)state;
	for (int i = 1; i < DT_CATEGORY_COUNT; i++)
		assert_int_equal(dt_category_find(dt_slice_of(dt_category_name((DtCategory)i))), i);
	for (int i = 0; i < DT_DEPREL_COUNT; i++)
		assert_int_equal(dt_deprel_find(dt_slice_of(dt_deprel_name((DtDeprel)i))), i);
	for (int i = 0; i < DT_XPOS_COUNT; i++) assert_int_equal(dt_xpos_find(dt_slice_of(dt_xpos_name((DtXpos)i))), i);
	for (int i = 1; i < DT_SECTOR_COUNT; i++)
		assert_int_equal(dt_sector_find(dt_slice_of(dt_sector_name((DtSector)i))), i);
}

static void modes_belong_to_categories(void **state) {
	(void)state;
	DtMode mode;
	assert_true(dt_mode_find(DT_CATEGORY_ASSAULT, dt_slice_of("aerial"), &mode));
	assert_string_equal(dt_mode_name(mode), "aerial");
	assert_true(dt_event_score(DT_CATEGORY_ASSAULT, mode) < -9);
	assert_false(dt_mode_find(DT_CATEGORY_AGREE, dt_slice_of("aerial"), &mode));
}

static void codes_are_known(void **state) {
	(void)state;
	assert_non_null(dt_cameo_find(dt_slice_of("1621")));
	assert_non_null(dt_cameo_find(dt_slice_of("036")));
	assert_null(dt_cameo_find(dt_slice_of("999")));
	for (int c = DT_CATEGORY_NONE + 1; c < DT_CATEGORY_COUNT; c++) {
		const DtCameo *root = dt_cameo_find(dt_slice_of(dt_category_cameo((DtCategory)c)));
		assert_non_null(root);
		assert_int_equal(root->category, c);
	}
	assert_true(dt_actor_code_known(dt_slice_of("PRK")));
	assert_true(dt_actor_code_known(dt_slice_of("UNO")));
	assert_true(dt_actor_code_known(dt_slice_of("ABW")));
	assert_true(dt_actor_code_known(dt_slice_of("ZWE")));
	assert_false(dt_actor_code_known(dt_slice_of("XXX")));
}

static void relations_map_to_their_universal_part(void **state) {
	(void)state;
	assert_int_equal(dt_deprel_find(dt_slice_of("obl:tmod")), DT_DEPREL_OBL_UNMARKED);
	assert_int_equal(dt_deprel_find(dt_slice_of("nsubj:caus")), DT_DEPREL_NSUBJ);
	assert_int_equal(dt_deprel_find(dt_slice_of("nonsense")), DT_DEPREL_DEP);
	assert_int_equal(dt_deprel_universal(DT_DEPREL_NSUBJ_PASS), DT_DEPREL_NSUBJ);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_go_there_and_back),
		cmocka_unit_test(modes_belong_to_categories),
		cmocka_unit_test(codes_are_known),
		cmocka_unit_test(relations_map_to_their_universal_part),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
