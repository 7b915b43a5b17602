package io.quarkiverse.tomodachi.runtime.awssnssqs.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.sqs.SqsAsyncClient;

class HttpsTest {

    private static final String PASSWORD = "secret";
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String TRUST_PASSWORD = "javax.net.ssl.trustStorePassword";

    @TempDir
    static Path folder;

    private static String trustStore;
    private static String trustPassword;

    private final TestClient client = new TestClient(1, "max-concurrency", "1", "connection-acquisition-timeout", "10M");

    @BeforeAll
    static void trust() throws Exception {
        generate("localhost");
        generate("elsewhere");
        generate("untrusted");
        trustStore = System.getProperty(TRUST_STORE);
        trustPassword = System.getProperty(TRUST_PASSWORD);
        for (String name : List.of("localhost", "elsewhere")) {
            keytool("-importcert", "-noprompt", "-alias", name, "-file", path(name + ".cer"), "-storetype", "PKCS12",
                    "-keystore", path("trusted.p12"), "-storepass", PASSWORD);
        }
        System.setProperty(TRUST_STORE, path("trusted.p12"));
        System.setProperty(TRUST_PASSWORD, PASSWORD);
    }

    @AfterAll
    static void restore() {
        set(TRUST_STORE, trustStore);
        set(TRUST_PASSWORD, trustPassword);
    }

    private static void set(String property, String value) {
        if (value == null) {
            System.clearProperty(property);
        } else {
            System.setProperty(property, value);
        }
    }

    @AfterEach
    void close() throws Exception {
        client.close();
    }

    @Test
    void calls_are_made_where_the_certificate_is_trusted() throws Exception {
        try (TestServer server = server("localhost"); SqsAsyncClient sqs = client.sqs(uri(server))) {
            Call call = client.call(uri(server), "x");
            try (ServerConnection connection = server.accept()) {
                assertThat(connection.request().headers()).contains("Host: localhost:" + server.port());
                connection.answer("secret");
                assertThat(call.content()).isEqualTo("secret");
            }
            var url = sqs.getQueueUrl(request -> request.queueName("shop"));
            try (ServerConnection connection = server.accept()) {
                connection.request();
                connection.answer("{\"QueueUrl\": \"url\"}");
                assertThat(url.join().queueUrl()).isEqualTo("url");
            }
        }
    }

    @Test
    void call_fails_where_the_certificate_has_another_name() throws Exception {
        assertThat(failure("elsewhere")).isInstanceOf(IOException.class)
                .hasMessageContaining("https://localhost:")
                .hasMessageContaining("No subject alternative DNS name matching localhost found");
    }

    @Test
    void call_fails_where_the_certificate_is_not_trusted() throws Exception {
        assertThat(failure("untrusted")).isInstanceOf(IOException.class)
                .hasMessageContaining("https://localhost:").hasMessageContaining("unable to find valid certification path");
    }

    @Test
    void call_that_is_cancelled_while_it_is_connected_is_never_sent() throws Exception {
        try (TestServer server = server("localhost")) {
            Call cancelled = client.call(uri(server), "never");
            try (ServerConnection connection = server.accept()) {
                cancelled.cancel();
                Call next = client.call(uri(server), "next");
                assertThat(connection.request().content()).isEqualTo("next");
                connection.answer("there");
                assertThat(next.content()).isEqualTo("there");
            }
        }
    }

    private Throwable failure(String name) throws Exception {
        try (TestServer server = server(name)) {
            Call call = client.call(uri(server), "x");
            try (ServerConnection connection = server.accept()) {
                assertThat(connection.isEndedBeforeARequest()).isTrue();
                return call.failure();
            }
        }
    }

    private static URI uri(TestServer server) {
        return URI.create("https://localhost:" + server.port());
    }

    private static TestServer server(String name) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(folder.resolve(name + ".p12"))) {
            store.load(content, PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return new TestServer(
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName("127.0.0.1")));
    }

    private static void generate(String name) throws Exception {
        keytool("-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=" + name, "-ext",
                "SAN=dns:" + (name.equals("untrusted") ? "localhost" : name), "-validity", "2", "-storetype", "PKCS12",
                "-keystore", path(name + ".p12"), "-storepass", PASSWORD);
        keytool("-exportcert", "-alias", name, "-keystore", path(name + ".p12"), "-storepass", PASSWORD, "-file",
                path(name + ".cer"));
    }

    private static String path(String file) {
        return folder.resolve(file).toString();
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.add(0, Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
    }
}
