package io.holdfast.tools.operate;

import io.holdfast.client.Id;
import io.holdfast.client.Ids;
import picocli.CommandLine.Option;

/** Who sends an operator command, and under which id; used as a mixin. */
public final class AuthorOptions {
  @Option(
      names = "--operator",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name:-}",
      description = "Who does it; kept in the journal (${DEFAULT-VALUE}).")
  private String operatorName;

  @Option(
      names = "--id",
      paramLabel = "UUID",
      converter = IdText.class,
      description =
          "Id of this command: send it again under the same id and it is done once (a new one).")
  private Id id;

  /** Who. */
  public String operatorName() {
    return operatorName;
  }

  /** The id to send the command under; a new one in every call unless the operator gave one. */
  public Id id() {
    return id == null ? Ids.next() : id;
  }
}
