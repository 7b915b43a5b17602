package io.quarkiverse.tomodachi.deployment.amqp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;

/** Ends TLS in front of a broker, and lets only clients in that have a certificate it trusts. */
final class TlsProxy {

    static final String PASSWORD = "secret";

    private final SSLServerSocket server;
    private final int broker;

    TlsProxy(int broker, Path keyStore, Path trustStore) throws IOException, GeneralSecurityException {
        this.broker = broker;
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(load(keyStore), PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(load(trustStore));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        server = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 50,
                InetAddress.getLoopbackAddress());
        server.setNeedClientAuth(true);
        run(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** A key with a certificate for the name, signed by itself, in a store of its own; and a store that trusts it. */
    static void generate(Path folder, String name, String subjectAlternative) throws IOException, InterruptedException {
        Path keys = folder.resolve(name + ".p12");
        Path certificate = folder.resolve(name + ".cer");
        keytool("-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "SAN=" + subjectAlternative,
                "-validity", "2", "-storetype", "PKCS12", "-keystore", keys.toString(), "-storepass", PASSWORD);
        keytool("-exportcert", "-alias", name, "-keystore", keys.toString(), "-storepass", PASSWORD, "-file",
                certificate.toString());
        keytool("-importcert", "-noprompt", "-alias", name, "-file", certificate.toString(), "-storetype", "PKCS12",
                "-keystore", folder.resolve(name + "-trusted.p12").toString(), "-storepass", PASSWORD);
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
    }

    private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(file)) {
            store.load(content, PASSWORD.toCharArray());
        }
        return store;
    }

    private void accept() {
        while (true) {
            try {
                Socket client = server.accept();
                Socket inside = new Socket(InetAddress.getLoopbackAddress(), broker);
                run(() -> copy(client, inside));
                run(() -> copy(inside, client));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from; to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // the other direction ends with it
        }
    }

    private static void run(Runnable task) {
        Thread thread = new Thread(task, "tls-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
