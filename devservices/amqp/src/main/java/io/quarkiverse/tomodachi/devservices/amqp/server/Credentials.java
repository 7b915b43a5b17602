package io.quarkiverse.tomodachi.devservices.amqp.server;

import java.util.Optional;

import io.quarkiverse.tomodachi.devservices.amqp.codec.AmqpException;
import io.quarkiverse.tomodachi.devservices.amqp.codec.FieldTable;
import io.quarkiverse.tomodachi.devservices.amqp.codec.LongString;
import io.quarkiverse.tomodachi.devservices.amqp.codec.ReplyCode;
import io.quarkiverse.tomodachi.devservices.amqp.codec.WireReader;

/** The one user who may log in. */
public record Credentials(String user, String password) {

    static final String MECHANISMS = "PLAIN AMQPLAIN";

    /** The name of the user a response proves to be, nothing when it proves none. */
    Optional<String> authenticate(String mechanism, LongString response) {
        Optional<Credentials> presented = switch (mechanism) {
            case "PLAIN" -> plain(response.toString());
            case "AMQPLAIN" -> amqplain(response);
            default -> throw new AmqpException(ReplyCode.COMMAND_INVALID,
                    "unknown authentication mechanism '" + mechanism + "'");
        };
        return presented.filter(this::equals).map(Credentials::user);
    }

    private static Optional<Credentials> plain(String response) {
        // An identity to act as, which must be empty, the user and the password, with zero octets between
        String[] parts = response.split("\0", -1);
        return parts.length == 3 && parts[0].isEmpty() ? Optional.of(new Credentials(parts[1], parts[2])) : Optional.empty();
    }

    private static Optional<Credentials> amqplain(LongString response) {
        FieldTable fields = new WireReader(response.octets()).fields();
        return fields.text("LOGIN")
                .flatMap(login -> fields.text("PASSWORD").map(password -> new Credentials(login, password)));
    }

    @Override
    public String toString() {
        return "Credentials[user=" + user + "]";
    }
}
