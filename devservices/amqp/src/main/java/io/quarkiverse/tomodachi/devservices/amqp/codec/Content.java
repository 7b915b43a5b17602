package io.quarkiverse.tomodachi.devservices.amqp.codec;

/** What a message carries: its properties and its body, neither changed once it is here. */
public record Content(MessageProperties properties, byte[] body) {

    private static final int OVERHEAD = 400;

    /** About how many octets of memory it takes. */
    public long footprint() {
        return body.length + properties.encoded().length + OVERHEAD;
    }

    public Content with(MessageProperties changed) {
        return new Content(changed, body);
    }
}
