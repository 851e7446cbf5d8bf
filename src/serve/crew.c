// SPDX-License-Identifier: Apache-2.0
#include "serve/crew.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "base/arena.h"

enum { PATIENT_SHARE = 4 }; // of the jobs one in so many is a patient one, while there are both

typedef struct Member {
	DtCrew *crew;
	void *tool;
	pthread_t thread;
} Member;

struct DtCrew {
	pthread_mutex_t lock;
	pthread_cond_t called, rested;
	struct Line {
		DtJob *first, **last;
	} lines[2]; // of the urgent, and of the patient
	size_t taken;
	size_t waiting, working, room, count;
	bool closed, stopping;
	void (*work)(void *context, void *tool, DtJob *job);
	void *context;
	Member members[];
};

uint64_t dt_nanoseconds(void) {
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

// The next job, waiting for one; NULL when there will be none.
static DtJob *next_job(DtCrew *crew) {
	pthread_mutex_lock(&crew->lock);
	while (!crew->waiting && !crew->stopping) pthread_cond_wait(&crew->called, &crew->lock);
	struct Line *line = &crew->lines[!crew->lines[0].first];
	if (crew->lines[1].first && ++crew->taken % PATIENT_SHARE == 0) line = &crew->lines[1];
	DtJob *job = line->first;
	if (job) {
		line->first = job->next;
		if (!line->first) line->last = &line->first;
		crew->waiting--;
		crew->working++;
	}
	pthread_mutex_unlock(&crew->lock);
	return job;
}

static void *serve_jobs(void *context) {
	Member *member = context;
	DtJob *job;
	DtCrew *crew = member->crew;
	while ((job = next_job(crew))) {
		crew->work(crew->context, member->tool, job);
		pthread_mutex_lock(&crew->lock);
		crew->working--;
		pthread_cond_signal(&crew->rested);
		pthread_mutex_unlock(&crew->lock);
	}
	return NULL;
}

DtCrew *dt_crew_start(void *const *tools, size_t count, size_t room,
                      void (*work)(void *context, void *tool, DtJob *job), void *context) {
	DtCrew *crew = dt_alloc(sizeof *crew + count * sizeof *crew->members);
	*crew = (DtCrew){.room = room, .work = work, .context = context};
	for (int i = 0; i < 2; i++) crew->lines[i].last = &crew->lines[i].first;
	pthread_mutex_init(&crew->lock, NULL);
	pthread_cond_init(&crew->called, NULL);
	pthread_cond_init(&crew->rested, NULL);
	for (size_t i = 0; i < count; i++) {
		Member *member = &crew->members[i];
		*member = (Member){.crew = crew, .tool = tools[i]};
		if (pthread_create(&member->thread, NULL, serve_jobs, member) != 0) {
			dt_crew_stop(crew);
			return NULL;
		}
		crew->count++;
	}
	return crew;
}

bool dt_crew_add(DtCrew *crew, DtJob *job, bool patient) {
	pthread_mutex_lock(&crew->lock);
	bool taken = !crew->closed && crew->waiting < crew->room;
	if (taken) {
		job->next = NULL;
		job->since = dt_nanoseconds();
		*crew->lines[patient].last = job;
		crew->lines[patient].last = &job->next;
		crew->waiting++;
		pthread_cond_signal(&crew->called);
	}
	pthread_mutex_unlock(&crew->lock);
	return taken;
}

bool dt_crew_has_room(DtCrew *crew) {
	pthread_mutex_lock(&crew->lock);
	bool room = !crew->closed && crew->waiting < crew->room;
	pthread_mutex_unlock(&crew->lock);
	return room;
}

void dt_crew_close(DtCrew *crew) {
	pthread_mutex_lock(&crew->lock);
	crew->closed = true;
	while (crew->waiting || crew->working) pthread_cond_wait(&crew->rested, &crew->lock);
	pthread_mutex_unlock(&crew->lock);
}

void dt_crew_stop(DtCrew *crew) {
	if (!crew) return;
	dt_crew_close(crew);
	pthread_mutex_lock(&crew->lock);
	crew->stopping = true;
	pthread_cond_broadcast(&crew->called);
	pthread_mutex_unlock(&crew->lock);
	for (size_t i = 0; i < crew->count; i++) pthread_join(crew->members[i].thread, NULL);
	pthread_cond_destroy(&crew->called);
	pthread_cond_destroy(&crew->rested);
	pthread_mutex_destroy(&crew->lock);
	free(crew);
}
