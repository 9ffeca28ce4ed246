package dev.sommelier.http;

import dev.sommelier.failure.Failure;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the server's certificate and its private key, and refuses two that do not belong together: half of a
/// change must not take the service away.
final class Certificate {

    static final String CERTIFICATE = "serve.http.tls.certificate";
    static final String KEY = "serve.http.tls.key";

    private static final Logger LOG = LoggerFactory.getLogger(Certificate.class);

    private static final int MOST_BYTES = 1 << 20;

    /// The kinds of keys that the JDK's TLS serves with, and how one of them signs.
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    private Certificate() {}

    /// @throws Failure.CannotStart that names the settings if the files are no certificate and key of one another
    static PemKeyCertOptions read(Vertx vertx, TlsFiles files) {
        PemKeyCertOptions pem = new PemKeyCertOptions()
                .setCertValue(Buffer.buffer(SmallFile.bytes(CERTIFICATE, files.certificate(), MOST_BYTES)))
                .setKeyValue(Buffer.buffer(SmallFile.bytes(KEY, files.key(), MOST_BYTES)));
        if (!fit(vertx, pem)) {
            throw new Failure.CannotStart(
                    "%s, %s: need a certificate and its own private key without a password, both as PEM, but %s and %s are none. Name two files that belong together."
                            .formatted(CERTIFICATE, KEY, files.certificate(), files.key()));
        }
        return pem;
    }

    private static boolean fit(Vertx vertx, PemKeyCertOptions pem) {
        try {
            for (KeyManager manager : pem.getKeyManagerFactory(vertx).getKeyManagers()) {
                if (manager instanceof X509KeyManager keys && fit(keys)) {
                    return true;
                }
            }
        } catch (Exception e) {
            // The library throws whatever its parsers do, and some of it would show parts of the key.
            LOG.debug("No certificate and key: {}", e.getClass().getName());
        }
        return false;
    }

    private static boolean fit(X509KeyManager keys) throws GeneralSecurityException {
        for (Map.Entry<String, String> kind : SIGNATURES.entrySet()) {
            String[] aliases = keys.getServerAliases(kind.getKey(), null);
            if (aliases != null && signs(keys, aliases[0], kind.getValue())) {
                return true;
            }
        }
        return false;
    }

    private static boolean signs(X509KeyManager keys, String alias, String algorithm) throws GeneralSecurityException {
        byte[] text = {1, 2, 3};
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(keys.getPrivateKey(alias));
        signature.update(text);
        byte[] signed = signature.sign();
        signature.initVerify(keys.getCertificateChain(alias)[0].getPublicKey());
        signature.update(text);
        return signature.verify(signed);
    }
}
