package io.holdfast.tools.verbs;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code credential}: who may connect to a node. */
@Command(
    name = "credential",
    description = "Make credentials for clients of a node.",
    synopsisSubcommandLabel = "VERB",
    subcommands = CredentialNewCommand.class,
    footerHeading = "%nExamples:%n",
    footer = "  holdfast credential new --role storefront --name checkout")
public final class CredentialCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which verb?");
  }
}
