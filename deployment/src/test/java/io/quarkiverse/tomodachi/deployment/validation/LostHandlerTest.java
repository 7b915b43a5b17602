package io.quarkiverse.tomodachi.deployment.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.LogRecord;

import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;

class LostHandlerTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Base.class, Shop.class))
            .setLogRecordPredicate(record -> "io.quarkiverse.tomodachi".equals(record.getLoggerName()))
            .assertLogRecords(records -> assertThat(records).extracting(LostHandlerTest::text)
                    .containsExactly("@Http.Get method " + Base.class.getName() + "#lost(String) is overridden in "
                            + Shop.class.getName() + " without the annotation, so that nothing calls it; repeat the"
                            + " annotation there"));

    private static String text(LogRecord record) {
        return ((ExtLogRecord) record).getFormattedMessage();
    }

    abstract static class Base {

        @Http.Get("/lost/(?<id>.+)")
        String lost(String id) {
            return id;
        }

        @Http.Get("/kept")
        String kept() {
            return "";
        }

        @Http.Get("/repeated")
        String repeated() {
            return "";
        }
    }

    @TomodachiService("shop")
    static class Shop extends Base {

        @Override
        String lost(String id) {
            return super.lost(id);
        }

        @Override
        @Http.Get("/repeated")
        String repeated() {
            return "";
        }
    }

    @Test
    void isWarnedOf() {
    }
}
