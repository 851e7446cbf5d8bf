// SPDX-License-Identifier: Apache-2.0
// The detente command: picks the subcommand, prints help.
#include <locale.h>
#include <stdio.h>

#include "cli/command.h"
#include "detente.h"

static const DtCommand *const commands[] = {
	&dt_command_code,  &dt_command_explain, &dt_command_relations, &dt_command_import, &dt_command_export,
	&dt_command_serve, &dt_command_eval,    &dt_command_dict,      &dt_command_train,  &dt_command_model};
enum { COMMANDS = sizeof commands / sizeof *commands };

static void print_help(FILE *out) {
	fprintf(out, "usage: detente COMMAND [OPTION…] [FILE…]\n\n"
	             "Reads news and keeps the record of who did what to whom: when, where,\n"
	             "according to whom, and how certain it is.\n\n");
	for (int i = 0; i < COMMANDS; i++) fprintf(out, "  %-10s %s\n", commands[i]->name, commands[i]->summary);
	fprintf(out, "\n'detente COMMAND --help' tells more; 'detente --version' the version;\n"
	             "'detente --manual' prints the manual page.\n\n"
	             "exit: 0 all done, 1 some inputs failed or are not there, 2 usage,\n"
	             "3 dictionaries or model cannot be used, 4 the machine (disk, store)\n");
}

static void print_troff(const char *text) {
	for (const char *c = text; *c; c++) {
		if (*c == '\\')
			fputs("\\\\", stdout);
		else if (*c == '-')
			fputs("\\-", stdout);
		else if ((*c == '.' || *c == '\'') && (c == text || c[-1] == '\n'))
			printf("\\&%c", *c);
		else
			putchar(*c);
	}
}

void dt_print_manual(void) {
	printf(
		".TH DETENTE 1 \"\" \"detente %s\" \"User Commands\"\n.SH NAME\ndetente \\- events and relations from news\n",
		dt_version());
	printf(".SH SYNOPSIS\n.B detente\n.I COMMAND\n[OPTION...] [FILE...]\n.SH COMMANDS\n");
	for (int i = 0; i < COMMANDS; i++) {
		const DtCommand *command = commands[i];
		printf(".SS detente %s %s\n", command->name, command->synopsis);
		print_troff(command->text);
		printf("\n");
		for (const DtOption *option = command->options; option && option->name; option++) {
			printf(".TP\n.B ");
			if (option->letter) printf("\\-%c, ", option->letter);
			printf("\\-\\-%s%s%s\n", option->name, option->argument ? "=" : "",
			       option->argument ? option->argument : "");
			print_troff(option->help);
			printf("\n");
		}
	}
	printf(".SH EXIT STATUS\n0 all done, 1 some inputs failed or are not there, 2 usage, 3 dictionaries or model "
	       "cannot be used, "
	       "4 the machine.\n.SH ENVIRONMENT\nDETENTE_DATA, DETENTE_MODEL: where the dictionaries and the model are. "
	       "NO_COLOR: no colours.\n");
}

int main(int argc, char **argv) {
	setlocale(LC_CTYPE, "");
	if (argc < 2) {
		print_help(stderr);
		return DT_EXIT_USAGE;
	}
	DtSlice name = dt_slice_of(argv[1]);
	if (dt_slice_is(name, "--help") || dt_slice_is(name, "-h") || dt_slice_is(name, "help")) {
		print_help(stdout);
		return DT_EXIT_DONE;
	}
	if (dt_slice_is(name, "--version")) {
		printf("detente %s\n", dt_version());
		return DT_EXIT_DONE;
	}
	if (dt_slice_is(name, "--manual")) {
		dt_print_manual();
		return DT_EXIT_DONE;
	}
	for (int i = 0; i < COMMANDS; i++) {
		if (!dt_slice_is(name, commands[i]->name)) continue;
		int code = commands[i]->run(commands[i], argc - 1, argv + 1);
		if (fflush(stdout) != 0 || ferror(stdout)) {
			dt_complain("cannot write standard output");
			return DT_EXIT_MACHINE;
		}
		return code;
	}
	dt_complain("there is no command '%s'; 'detente --help' lists them", argv[1]);
	return DT_EXIT_USAGE;
}
