package io.quarkiverse.tomodachi.deployment.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;

import jakarta.enterprise.inject.Vetoed;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Mixin;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.Deduplicate;
import io.quarkiverse.tomodachi.FailurePolicy;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.JsonEnvelope;
import io.quarkiverse.tomodachi.MessageEnvelope;
import io.quarkiverse.tomodachi.MessageMetadata;
import io.quarkiverse.tomodachi.MessageValidator;
import io.quarkiverse.tomodachi.ProtobufEnvelope;
import io.quarkiverse.tomodachi.ServiceContext;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.ValidateWith;
import io.quarkiverse.tomodachi.deployment.validation.Problems;
import io.quarkus.test.QuarkusUnitTest;

@Tag("broker-independent")
class MessageMistakesTest {

    private static final String FAULTY = Faulty.class.getName();

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Faulty.class, Fine.class, Lazy.class, NoService.class, Numbers.class,
                    Vetoing.class, Abstract.class, Injected.class, Problems.class))
            .assertException(failure -> assertThat(Problems.of(failure)).contains(
                    "@Amqp method " + FAULTY + "#attempts() has a @FailurePolicy whose attempts is -1; use 1 or more, or 0",
                    "#attempts() has a @FailurePolicy whose multiplier is 0.5; use 1 to 1000",
                    "#attempts() has a @FailurePolicy whose jitter is 2.0; use 0 to 1",
                    "@AwsSnsSqs method " + FAULTY + "#delays() has a @FailurePolicy whose initialDelay is 'soon', which is no"
                            + " duration; write it as in 500ms, 2s or 1m",
                    "#delays() has a @FailurePolicy whose maxDelay is 20h; use 0.1 seconds to 12 hours",
                    "#unknown() has @Deduplicate, but without an envelope messages have no UUID",
                    "#never() has a @Deduplicate that is 0s; use a longer time, or remove it",
                    "@FailurePolicy " + FAULTY + "#http() is no handler of messages, so that it would do nothing; remove it",
                    "@Deduplicate " + FAULTY + "#http() is no handler of messages",
                    "@ValidateWith " + FAULTY + "#unbound(int) is no handler of messages, so that it would do nothing",
                    "#validated(int) declares parameter 'data' with @ValidateWith, which has no meaning for @Http.Get",
                    "#uuid(String) declares parameter 'messageUuid' with @ValidateWith, which has no meaning for @Amqp",
                    "@FailurePolicy " + Lazy.class.getName() + " has a mistake: attempts is -2; use",
                    "@FailurePolicy " + NoService.class.getName() + " is no service with handlers of messages",
                    "#otherType(String) declares parameter 'data' of type java.lang.String with a validator for"
                            + " java.lang.Integer, " + Numbers.class.getName(),
                    "@ValidateWith names " + Vetoing.class.getName() + ", which is not a bean",
                    "@ValidateWith names " + Abstract.class.getName() + ", which is not a concrete class",
                    "#json(Mixin) declares parameter 'data' of type com.google.protobuf.Mixin, which is a protobuf message, but"
                            + " JsonEnvelope carries JSON; use ProtobufEnvelope or NoEnvelope",
                    "#text(Mixin) declares parameter 'data' of type com.google.protobuf.Mixin, which is a protobuf message, but"
                            + " SNS and SQS carry text, so that its bytes need an envelope; use ProtobufEnvelope",
                    "#any(MessageLite) declares parameter 'data' of type com.google.protobuf.MessageLite, which is a protobuf"
                            + " message that was not generated",
                    "#list(List<Mixin>) declares parameter 'data'",
                    "#bytes(ByteString) declares parameter 'data'",
                    "#object(Object) declares parameter 'data' of type java.lang.Object, but ProtobufEnvelope carries protobuf"
                            + " messages; take a class that was generated for one, or byte[]",
                    "#noEnvelope(String) has the envelope " + Injected.class.getName() + ", which has no public constructor"
                            + " without parameters; add one, or make it a bean by a scope such as @Singleton")
                    .doesNotContain(Fine.class.getName()));

    @Test
    void areReportedAllAtOnce() {
        fail("the application was built");
    }

    static class Numbers implements MessageValidator<Integer> {

        @Override
        public void validate(Integer data) {
        }
    }

    @Vetoed
    static class Vetoing extends Numbers {
    }

    abstract static class Abstract extends Numbers {
    }

    public static class Injected implements MessageEnvelope {

        public Injected(Fine fine) {
        }

        @Override
        public String build(ServiceContext service, String topic, Object data) {
            return "";
        }

        @Override
        public Parsed parse(String payload) {
            return new Parsed(payload, MessageMetadata.NONE);
        }
    }

    @TomodachiService("faulty")
    static class Faulty {

        @FailurePolicy(attempts = -1, multiplier = 0.5, jitter = 2)
        @Amqp("attempts")
        void attempts() {
        }

        @FailurePolicy(initialDelay = "soon", maxDelay = "20h")
        @AwsSnsSqs(topic = "delays")
        void delays() {
        }

        @Deduplicate
        @Amqp("unknown")
        void unknown() {
        }

        @Deduplicate("0s")
        @Amqp(value = "never", envelope = JsonEnvelope.class)
        void never() {
        }

        @FailurePolicy
        @Deduplicate
        @Http.Get("/http")
        void http() {
        }

        @Http.Get("/validated/(?<data>[0-9]+)")
        void validated(@ValidateWith(Numbers.class) int data) {
        }

        void unbound(@ValidateWith(Numbers.class) int data) {
        }

        @Amqp("uuid")
        void uuid(@ValidateWith(Numbers.class) String messageUuid) {
        }

        @Amqp("other-type")
        void otherType(@ValidateWith(Numbers.class) String data) {
        }

        @Amqp("vetoed")
        void vetoed(@ValidateWith(Vetoing.class) int data) {
        }

        @Amqp("abstract")
        void ofAbstract(@ValidateWith(Abstract.class) int data) {
        }

        @Amqp(value = "json", envelope = JsonEnvelope.class)
        void json(Mixin data) {
        }

        @AwsSnsSqs(topic = "text")
        void text(Mixin data) {
        }

        @Amqp("any")
        void any(MessageLite data) {
        }

        @Amqp("list")
        void list(List<Mixin> data) {
        }

        @Amqp("bytes")
        void bytes(ByteString data) {
        }

        @Amqp(value = "object", envelope = ProtobufEnvelope.class)
        void object(Object data) {
        }

        @Amqp(value = "no-envelope", envelope = Injected.class)
        void noEnvelope(String data) {
        }
    }

    @FailurePolicy(attempts = -2)
    @TomodachiService("lazy")
    static class Lazy {

        @Amqp("lazy")
        void receive() {
        }
    }

    @Singleton
    @FailurePolicy
    static class NoService {
    }

    @FailurePolicy(attempts = 0, initialDelay = "${not.checked.here}", maxDelay = "12h", jitter = 1, multiplier = 1)
    @TomodachiService(value = "fine", envelope = ProtobufEnvelope.class)
    static class Fine {

        @Deduplicate("${not.checked.here}")
        @FailurePolicy(rejectOn = { Exception.class, Error.class })
        @AwsSnsSqs(topic = "fine")
        void fine(Mixin data) {
        }

        @Amqp("fine.bytes")
        void bytes(byte[] data) {
        }
    }
}
