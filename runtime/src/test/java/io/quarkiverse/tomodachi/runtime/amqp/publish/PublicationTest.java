package io.quarkiverse.tomodachi.runtime.amqp.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import com.rabbitmq.client.AMQP.BasicProperties;

class PublicationTest {

    /** Or another one, which the broker has, would count as the one that nobody has, and that one as delivered. */
    @Test
    void isNotTakenForAnotherOne() {
        Publication publication = publication("m", new byte[] { 1, 2 });

        assertThat(publication.is("e", "k", "m", new byte[] { 1, 2 })).isTrue();
        assertThat(publication.is("e", "k", "m", new byte[] { 1, 3 })).isFalse();
        assertThat(publication.is("e", "k", null, new byte[] { 1, 2 })).isFalse();
        assertThat(publication.is("e", "other", "m", new byte[] { 1, 2 })).isFalse();
        assertThat(publication.is("other", "k", "m", new byte[] { 1, 2 })).isFalse();
        assertThat(publication(null, new byte[0]).is("e", "k", null, new byte[0])).isTrue();
    }

    /** Or it would be sent once more each time that the broker takes long to confirm it. */
    @Test
    void waitsForAnAnswerWhenItIsPatientAndWasSent() {
        PublishOutcome outcome = new PublishOutcome(OutcomePlace.HERE, null);
        Publication patient = new Publication(new Publication.Target("e", "k", true, null),
                new Publication.Content(new BasicProperties(), false, new byte[0]), Duration.ZERO.minusSeconds(1), true,
                outcome);
        assertThat(patient.isOverdue()).isTrue();
        assertThat(patient.sent()).isTrue();
        assertThat(patient.isOverdue()).isFalse();
        assertThat(patient.giveUp()).isFalse();

        Publication other = new Publication(patient.target(), patient.content(), patient.timeout(), outcome);
        assertThat(other.sent()).isTrue();
        assertThat(other.isOverdue()).isTrue();
    }

    private static Publication publication(String messageId, byte[] body) {
        return new Publication(new Publication.Target("e", "k", true, null),
                new Publication.Content(new BasicProperties.Builder().messageId(messageId).build(), false, body),
                Duration.ofSeconds(1), new PublishOutcome(OutcomePlace.HERE, null));
    }
}
