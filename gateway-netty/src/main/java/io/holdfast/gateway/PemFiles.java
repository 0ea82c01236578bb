package io.holdfast.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates and keys, and says in words what is wrong with a file. */
final class PemFiles {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);

  private static final Pattern ANY_KEY = Pattern.compile("-----BEGIN ([A-Z]+ PRIVATE KEY)-----");

  private PemFiles() {}

  /** All certificates of a file, at least one. */
  static X509Certificate[] certificates(final Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      final X509Certificate[] certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toArray(X509Certificate[]::new);
      if (certificates.length == 0) {
        throw new GatewayException(file + ": there is no certificate in it");
      }
      return certificates;
    } catch (final IOException e) {
      throw PrivateFiles.unreadable(file, e);
    } catch (final CertificateException e) {
      throw new GatewayException(file + ": is no PEM certificate", e);
    }
  }

  /** The key of a certificate. */
  static PrivateKey key(final Path file, final Path certificateFile, final PublicKey certified) {
    PrivateFiles.requirePrivate(file);
    try {
      final byte[] der = pkcs8(file, Files.readString(file, StandardCharsets.US_ASCII));
      final PrivateKey key =
          KeyFactory.getInstance(certified.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(der));
      requireMatch(key, certified);
      return key;
    } catch (final IOException e) {
      throw PrivateFiles.unreadable(file, e);
    } catch (final GeneralSecurityException e) {
      throw new GatewayException(file + ": is not the key of " + certificateFile, e);
    }
  }

  private static byte[] pkcs8(final Path file, final String text) {
    final Matcher key = KEY.matcher(text);
    if (key.find()) {
      try {
        return Base64.getMimeDecoder().decode(key.group(1));
      } catch (final IllegalArgumentException e) {
        throw new GatewayException(file + ": the key in it is damaged", e);
      }
    }
    final Matcher other = ANY_KEY.matcher(text);
    if (other.find()) {
      throw new GatewayException(
          file
              + ": has an "
              + other.group(1)
              + "; PKCS#8 without a password is wanted, which 'openssl pkcs8 -topk8 -nocrypt -in "
              + file
              + "' makes of it");
    }
    throw new GatewayException(file + ": there is no PEM key in it");
  }

  /** What the one signs the other must find right. */
  private static void requireMatch(final PrivateKey key, final PublicKey certified)
      throws GeneralSecurityException {
    final Signature signature = Signature.getInstance(algorithm(certified));
    final byte[] text = "whose key is this".getBytes(StandardCharsets.US_ASCII);
    signature.initSign(key);
    signature.update(text);
    final byte[] signed = signature.sign();
    signature.initVerify(certified);
    signature.update(text);
    if (!signature.verify(signed)) {
      throw new GeneralSecurityException("another key");
    }
  }

  private static String algorithm(final PublicKey certified) {
    return switch (certified.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> certified.getAlgorithm();
    };
  }
}
