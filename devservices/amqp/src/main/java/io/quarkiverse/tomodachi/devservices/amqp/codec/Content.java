package io.quarkiverse.tomodachi.devservices.amqp.codec;

/** What a message carries: its properties and its body, neither changed once it is here. */
public record Content(MessageProperties properties, byte[] body) {

    public Content with(MessageProperties changed) {
        return new Content(changed, body);
    }
}
