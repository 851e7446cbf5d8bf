// SPDX-License-Identifier: Apache-2.0
// Runs a command some times and tells, one "name value" a line: median and least seconds by the clock, least seconds of
// processor, and the most memory that any run had resident, in KiB.
//
//   bench-time TIMES COMMAND [ARGUMENT…]      its standard output goes nowhere
//
// A shell's own clock is too coarse for a command that ends in milliseconds, and not every machine has time(1).
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST = 1000 };

static double seconds_now(void) {
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static double seconds_of(struct timeval time) { return (double)time.tv_sec + 1e-6 * (double)time.tv_usec; }

static int by_size(const void *a, const void *b) {
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

// Returns the exit status of the command; usage is what it used.
static int run_once(char **command, struct rusage *usage) {
	pid_t child = fork();
	if (child == 0) {
		int nowhere = open("/dev/null", O_WRONLY);
		if (nowhere < 0 || dup2(nowhere, STDOUT_FILENO) < 0) _exit(127);
		execvp(command[0], command);
		perror(command[0]);
		_exit(127);
	}
	int status = 1;
	if (child < 0 || wait4(child, &status, 0, usage) != child) return 1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

int main(int argc, char **argv) {
	int times = argc > 2 ? atoi(argv[1]) : 0;
	if (times < 1 || times > MOST) {
		fprintf(stderr, "usage: bench-time TIMES COMMAND [ARGUMENT…]\n");
		return 2;
	}
	double wall[MOST], processor = 0;
	long memory = 0;
	for (int i = 0; i < times; i++) {
		struct rusage usage = {0};
		double start = seconds_now();
		int status = run_once(argv + 2, &usage);
		wall[i] = seconds_now() - start;
		if (status != 0) {
			fprintf(stderr, "bench-time: %s ended with %d\n", argv[2], status);
			return 1;
		}
		double used = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
		if (i == 0 || used < processor) processor = used;
		if (usage.ru_maxrss > memory) memory = usage.ru_maxrss;
	}
	qsort(wall, (size_t)times, sizeof *wall, by_size);
	printf("median %.6f\nleast %.6f\nprocessor %.6f\nmemory %ld\n", wall[times / 2], wall[0], processor, memory);
	return 0;
}
