#include "train/teach.h"
bool dt_teach(DtCorpus *corpus, const DtVocabulary *vocabulary, DtDocument *const *documents, size_t count,
              const char *const *teachers, size_t teacher_count, DtError *error) {
	(void)corpus;
	(void)vocabulary;
	(void)documents;
	(void)count;
	(void)teachers;
	(void)teacher_count;
	(void)error;
	return false;
}
