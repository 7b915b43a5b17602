package io.quarkiverse.tomodachi.runtime.amqp.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.ShutdownSignalException;

import io.quarkiverse.tomodachi.AmqpPublishException;
import io.quarkiverse.tomodachi.AmqpPublishException.Reason;

/** The messages of each test are numbered from 1 on, and named by their exchanges; a number is the size of their bodies. */
class RefusedMessageTest {

    private final PendingConfirms pending = new PendingConfirms();
    private final List<PublishOutcome> outcomes = new ArrayList<>();
    private final ForbiddenExchanges forbidden = new ForbiddenExchanges();

    @Test
    void neitherThatMessageNorALaterOneWasTaken() {
        send("a", "gone", "a", "b");

        assertThat(endBy("gone")).containsExactly("-", "NOT_SENT", "NOT_SENT", "NOT_SENT");
    }

    @Test
    void anEarlierOneToTheSameExchangeMayHaveBeenTaken() {
        send("a", "gone", "a", "gone", "b");

        assertThat(endBy("gone")).containsExactly("-", "-", "-", "-", "NOT_SENT");
    }

    /** The one that failed by its deadline may be the one that found no exchange. */
    @Test
    void whatWasLetGoOfIsCounted() {
        send("gone", "a", "gone", "b");
        PublishOutcome third = outcomes.get(2);
        third.fail(new AmqpPublishException(Reason.UNCONFIRMED, "late", null));
        pending.all(publication -> true);

        assertThat(endBy("gone")).containsExactly("-", "-", "UNCONFIRMED", "NOT_SENT");
    }

    @Test
    void nothingIsKnownWithoutAMessageToIt() {
        send("a", "b");

        assertThat(endBy("gone")).containsExactly("-", "-");
    }

    @Test
    void theUserMayNotPublishThere() {
        send("a", "secret", "b");
        assertThat(end(403, "ACCESS_REFUSED - write access to exchange 'secret' in vhost '/' refused for user 'guest'"))
                .containsExactly("-", "NOT_SENT", "NOT_SENT");
    }

    @Test
    void theUserMayNotPublishWithThatKey() {
        send("a", "secret", "b");
        assertThat(
                end(403, "ACCESS_REFUSED - access to topic 'key' in exchange 'secret' in vhost '/' refused for user 'guest'"))
                .containsExactly("-", "NOT_SENT", "NOT_SENT");
    }

    @Test
    void theDefaultExchangeHasAnotherNameThen() {
        send("a", "", "b");
        assertThat(end(403, "ACCESS_REFUSED - access to exchange 'amq.default' in vhost '/' refused for user 'guest'"))
                .containsExactly("-", "NOT_SENT", "NOT_SENT");
    }

    @Test
    void whatTheUserMayNotDoIsTold() {
        tell(403, "ACCESS_REFUSED - write access to exchange 'secret' in vhost '/' refused for user 'guest'");
        tell(403, "ACCESS_REFUSED - access to topic 'key' in exchange 'topics' in vhost '/' refused for user 'guest'");
        tell(404, "NOT_FOUND - no exchange 'gone' in vhost '/'");

        assertThat(forbidden.refusal(new Publication.Target("secret", "any", true, null))).contains("'secret'");
        assertThat(forbidden.refusal(new Publication.Target("topics", "key", true, null))).contains("'topics'");
        assertThat(forbidden.refusal(new Publication.Target("topics", "other", true, null))).isNull();
        assertThat(forbidden.contain("topics")).isTrue();
        assertThat(forbidden.contain("gone")).isFalse();
    }

    private void tell(int code, String text) {
        RefusedMessage.of(signal(code, text, 60, 40)).tell(forbidden);
    }

    /** Whatever has that size is refused. */
    @Test
    void messagesAreTooLarge() {
        send("a 10", "b 20", "c 10", "d 20");
        assertThat(end(406, "PRECONDITION_FAILED - message size 20 is larger than configured max size 15"))
                .containsExactly("-", "NOT_SENT", "NOT_SENT", "NOT_SENT");
    }

    @Test
    void otherReasonsAreNone() {
        assertThat(RefusedMessage.of(signal(404, "NOT_FOUND - no queue 'gone' in vhost '/'", 50, 10))).isNull();
        assertThat(RefusedMessage.of(signal(404, "NOT_FOUND - no exchange 'gone' in vhost '/'", 40, 40))).isNull();
        assertThat(RefusedMessage.of(signal(403, "ACCESS_REFUSED - exchange 'a' in vhost '/'", 60, 20))).isNull();
        assertThat(RefusedMessage.of(signal(403, "ACCESS_REFUSED - no", 60, 40))).isNull();
        assertThat(RefusedMessage.of(signal(406, "PRECONDITION_FAILED - invalid message", 60, 40))).isNull();
        assertThat(RefusedMessage.of(signal(404, "NOT_FOUND - no exchange 'cut sho", 60, 40))).isNull();
        assertThat(RefusedMessage.of(signal(541, "INTERNAL_ERROR - exchange 'a' in vhost '/'", 60, 40))).isNull();
        assertThat(RefusedMessage.of(new ShutdownSignalException(true, false, null, null))).isNull();
    }

    private void send(String... exchanges) {
        for (String exchange : exchanges) {
            PublishOutcome outcome = new PublishOutcome(OutcomePlace.HERE, null);
            outcomes.add(outcome);
            String[] parts = exchange.split(" ");
            byte[] body = new byte[parts.length == 1 ? 0 : Integer.parseInt(parts[1])];
            Publication publication = new Publication(new Publication.Target(parts[0], "key", true, null),
                    new Publication.Content(new BasicProperties(), false, body), Duration.ofMinutes(1), outcome);
            publication.sent();
            pending.add(outcomes.size(), publication);
        }
    }

    /** The reasons of the messages' failures, a dash where there is none. */
    private List<String> endBy(String exchange) {
        return end(404, "NOT_FOUND - no exchange '" + exchange + "' in vhost '/'");
    }

    private List<String> end(int code, String text) {
        RefusedMessage.of(signal(code, text, 60, 40)).failUntaken(pending.takeAll());
        return outcomes.stream().map(RefusedMessageTest::reason).toList();
    }

    private static String reason(PublishOutcome outcome) {
        return outcome.isDecided()
                ? outcome.stage().toCompletableFuture().handle((done, failure) -> String.valueOf(
                        ((AmqpPublishException) failure).reason())).join()
                : "-";
    }

    private static ShutdownSignalException signal(int code, String text, int classId, int methodId) {
        return new ShutdownSignalException(false, false, new AMQP.Channel.Close.Builder().replyCode(code).replyText(text)
                .classId(classId).methodId(methodId).build(), null);
    }
}
