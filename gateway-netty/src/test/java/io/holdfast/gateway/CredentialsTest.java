package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protocol.codec.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which token is which, and what stays when the credentials are read again. */
final class CredentialsTest {
  private static final String TOKEN = "a".repeat(Credential.SHORTEST_TOKEN);
  private static final String OTHER = "b".repeat(Credential.SHORTEST_TOKEN);
  private static final Credential SHOP = Credential.of(Role.STOREFRONT, "shop", TOKEN);
  private static final Credential ANN = Credential.of(Role.OPERATOR, "ann", OTHER);

  private final Credentials credentials = new Credentials(List.of(SHOP, ANN), 0);

  @Test
  void theWholeTokenCounts() {
    assertThat(credentials.areRequired()).isTrue();
    assertThat(credentials.find(TOKEN).credential()).isSameAs(SHOP);
    assertThat(credentials.find(OTHER).credential()).isSameAs(ANN);
    assertThat(credentials.find(TOKEN + "a")).isNull();
    assertThat(credentials.find(TOKEN.substring(1))).isNull();
    assertThat(credentials.find("")).isNull();
  }

  @Test
  void noneAreRequiredOfNone() {
    final Credentials none = new Credentials(null, 0);
    assertThat(none.areRequired()).isFalse();
    assertThatThrownBy(() -> none.replace(List.of(SHOP), 0))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatWasCountedStaysWithTheToken() {
    final CredentialUse use = credentials.find(TOKEN);
    assertThat(use.enter()).isTrue();
    credentials.replace(List.of(ANN, SHOP.withMaxConnections(1).withMaxRate(2)), 0);
    assertThat(credentials.find(TOKEN)).isSameAs(use);
    assertThat(use.enter()).isFalse();
    assertThat(use.permits(Role.STOREFRONT)).isTrue();
    use.rate().spend(2, 0);
    credentials.replace(List.of(SHOP.withMaxConnections(2).withMaxRate(2)), 0);
    assertThat(use.rate().left(0)).as("the same rate is not given twice").isZero();
    assertThat(use.enter()).isTrue();
  }

  @Test
  void whatIsGoneIsWithdrawn() {
    final CredentialUse use = credentials.find(OTHER);
    assertThat(use.permits(Role.OPERATOR)).isTrue();
    credentials.replace(List.of(SHOP), 0);
    assertThat(use.permits(Role.OPERATOR)).isFalse();
    assertThat(credentials.find(OTHER)).isNull();
  }
}
