package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;

import com.rabbitmq.client.impl.CredentialsProvider;

/** The credentials of a provider as Quarkus has them for all extensions, for the client. */
final class QuarkusCredentials implements CredentialsProvider {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final io.quarkus.credentials.CredentialsProvider provider;
    private final String name;
    private volatile Credentials last;

    QuarkusCredentials(io.quarkus.credentials.CredentialsProvider provider, String name) {
        this.provider = provider;
        this.name = name;
    }

    @Override
    public String getUsername() {
        return last == null ? "" : last.user();
    }

    @Override
    public String getPassword() {
        return last == null ? "" : last.password();
    }

    @Override
    public Duration getTimeBeforeExpiration() {
        Credentials current = last;
        return current == null || current.expires() == null ? null : Duration.between(Instant.now(), current.expires());
    }

    @Override
    public void refresh() {
        Map<String, String> answer = provider.getCredentialsAsync(name).await().atMost(LIMIT);
        String user = answer.get(io.quarkus.credentials.CredentialsProvider.USER_PROPERTY_NAME);
        String password = answer.get(io.quarkus.credentials.CredentialsProvider.PASSWORD_PROPERTY_NAME);
        if (user == null || password == null) {
            throw new IllegalStateException("its answer has no '"
                    + (user == null ? io.quarkus.credentials.CredentialsProvider.USER_PROPERTY_NAME
                            : io.quarkus.credentials.CredentialsProvider.PASSWORD_PROPERTY_NAME)
                    + "'");
        }
        last = new Credentials(user, password,
                expiry(answer.get(io.quarkus.credentials.CredentialsProvider.EXPIRATION_TIMESTAMP_PROPERTY_NAME)));
    }

    private static Instant expiry(String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalStateException("its answer has the time of expiration '" + text
                    + "', which is not like 2030-01-31T12:00:00Z", e);
        }
    }

    private record Credentials(String user, String password, Instant expires) {
    }
}
