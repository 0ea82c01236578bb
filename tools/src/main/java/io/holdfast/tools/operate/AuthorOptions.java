package io.holdfast.tools.operate;

import io.holdfast.client.Id;
import io.holdfast.client.Ids;
import picocli.CommandLine.Option;

/** Who sends an operator command, why, and under which id; its subclasses are used as mixins. */
public abstract class AuthorOptions {
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
  public final String operatorName() {
    return operatorName;
  }

  /** Why; may be empty. */
  public abstract String reason();

  /** The id to send the command under; a new one in every call unless the operator gave one. */
  public final Id id() {
    return id == null ? Ids.next() : id;
  }

  /** Whether the operator gave the id, and so may mean to repeat a command. */
  public final boolean isIdGiven() {
    return id != null;
  }

  /** For commands that explain themselves. */
  public static final class ReasonOptional extends AuthorOptions {
    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why.")
    private String reason;

    @Override
    public String reason() {
      return reason;
    }
  }

  /** For commands that somebody will ask about. */
  public static final class ReasonRequired extends AuthorOptions {
    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        required = true,
        description = "Why; kept in the journal.")
    private String reason;

    @Override
    public String reason() {
      return reason;
    }
  }
}
