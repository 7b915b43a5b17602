package io.quarkiverse.tomodachi.runtime.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.Test;

/** What is told of something has no influence on it. */
class LogEventTest {

    private static final String NAME = LogEventTest.class.getName();
    private static final Logger LOG = Logger.getLogger(NAME);

    @Test
    void isWrittenWhateverTheHandlersOfTheLogFailWith() {
        List<Supplier<Error>> failures = List.of(() -> new OutOfMemoryError("on purpose"),
                () -> new StackOverflowError("on purpose"), () -> new AssertionError("on purpose"));
        for (Supplier<Error> failure : failures) {
            try (FailingLog log = new FailingLog(NAME, failure)) {
                LogEvent.of(LOG, Level.ERROR, "%s", "text").with("event", "e").because(new IllegalStateException("no")).write();
                LogEvent.write(() -> LogEvent.of(LOG, Level.DEBUG, "text"));
                assertThat(log.failures()).isEqualTo(2);
            }
        }
    }

    @Test
    void isWrittenWithoutWhatCannotBeTold() {
        try (LoggedEvents log = new LoggedEvents(NAME)) {
            LogEvent.of(LOG, Level.WARN, "It is %s", "so").with("event", "e").with("untold", new Untold())
                    .with(Map.of("queue", "q")).write();
            assertThat(log.texts()).containsExactly("WARN It is so");
            assertThat(log.fields()).singleElement()
                    .satisfies(fields -> assertThat(fields).containsEntry("event", "e").containsEntry("queue", "q")
                            .doesNotContainKey("untold"));
        }
    }

    @Test
    void failsInNoCaseWhereItIsMadeOfWhatFails() {
        try (LoggedEvents log = new LoggedEvents(NAME)) {
            LogEvent.write(() -> LogEvent.of(LOG, Level.WARN, "It is " + new Untold()));
            LogEvent.write(() -> LogEvent.of(LOG, Level.WARN, "after it"));
            assertThat(log.texts()).containsExactly("WARN after it");
        }
    }

    private static final class Untold {

        @Override
        public String toString() {
            throw new IllegalStateException("on purpose");
        }
    }
}
