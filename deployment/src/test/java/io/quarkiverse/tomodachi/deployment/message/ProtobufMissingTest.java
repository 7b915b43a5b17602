package io.quarkiverse.tomodachi.deployment.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.ProtobufEnvelope;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.validation.Problems;
import io.quarkus.test.QuarkusUnitTest;

@Tag("broker-independent")
class ProtobufMissingTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(People.class, Problems.class))
            .overrideConfigKey("quarkus.class-loading.removed-artifacts", "com.google.protobuf:protobuf-java")
            .assertException(failure -> assertThat(Problems.of(failure)).contains(
                    "@TomodachiService " + People.class.getName() + " has the envelope " + ProtobufEnvelope.class.getName()
                            + ", which needs a library that the application does not have; add the dependency"
                            + " com.google.protobuf:protobuf-java"));

    @Test
    void isTold() {
        fail("the application was built");
    }

    @TomodachiService(value = "people", envelope = ProtobufEnvelope.class)
    static class People {

        @Amqp("person")
        void person(byte[] data) {
        }
    }
}
