package io.quarkiverse.tomodachi.deployment.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import jakarta.enterprise.inject.Vetoed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.JsonEnvelope;
import io.quarkiverse.tomodachi.MessageEnvelope;
import io.quarkiverse.tomodachi.ServiceContext;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.test.QuarkusUnitTest;

class ServiceMistakesTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Base.class, Hidden.class, Unfinished.class, Demanding.class,
                    Inner.class, Good.class, Service.class, Handlers.class, Fine.class, NotStatic.class, Refused.class,
                    InProduction.class))
            .assertException(failure -> assertThat(Problems.of(failure)).contains(
                    "@TomodachiService " + Service.class.getName() + " has the envelope " + Hidden.class.getName()
                            + ", which is not public; make it a public class",
                    "@Amqp method " + Handlers.class.getName() + "#unfinished(String) has the envelope "
                            + Unfinished.class.getName() + ", which is not a concrete class",
                    "@AwsSnsSqs method " + Handlers.class.getName() + "#demanding(String) has the envelope "
                            + Demanding.class.getName() + ", which has no public constructor without parameters; add one",
                    "#inner(String) has the envelope " + Inner.class.getName() + ", which is an inner class; make it static",
                    "@TomodachiService " + NotStatic.class.getName() + " is not a bean",
                    "@TomodachiService " + Refused.class.getName() + " is not a bean")
                    .doesNotContain(Fine.class.getName(), InProduction.class.getName()));

    static class Base implements MessageEnvelope {

        @Override
        public String build(ServiceContext service, String topic, Object data) {
            return "";
        }

        @Override
        public Parsed parse(String payload) {
            return null;
        }
    }

    static class Hidden extends Base {
    }

    public abstract static class Unfinished extends Base {
    }

    public static class Demanding extends Base {

        public Demanding(String what) {
        }
    }

    public class Inner extends Base {
    }

    public static class Good extends Base {
    }

    @TomodachiService(value = "service", envelope = Hidden.class)
    static class Service {
    }

    @TomodachiService("handlers")
    static class Handlers {

        @Amqp(value = "unfinished", envelope = Unfinished.class)
        void unfinished(String data) {
        }

        @AwsSnsSqs(topic = "demanding", envelope = Demanding.class)
        void demanding(String data) {
        }

        @Amqp(value = "inner", envelope = Inner.class)
        void inner(String data) {
        }
    }

    @TomodachiService(value = "fine", envelope = JsonEnvelope.class)
    static class Fine {

        @Amqp(value = "good", envelope = Good.class)
        void good(String data) {
        }

        @Amqp(value = "of-service", envelope = MessageEnvelope.OfService.class)
        void ofService(String data) {
        }
    }

    @TomodachiService("not-static")
    class NotStatic {

        @Http.Get("/not-static")
        void get() {
        }
    }

    @Vetoed
    @TomodachiService("refused")
    static class Refused {
    }

    @IfBuildProfile("prod")
    @TomodachiService("service")
    static class InProduction {

        @Http.Get("/in-production")
        void get() {
        }
    }

    @Test
    void isNeverReached() {
        fail("the application was built");
    }
}
