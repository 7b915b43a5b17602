package io.quarkiverse.tomodachi.runtime.message.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

class PayloadProblemsTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().addModule(new JavaTimeModule()).build();

    @ParameterizedTest
    @ValueSource(strings = { "{'at': 'secret'}", "{'count': 'secret'}", "{'kind': 'secret'}", "{'count': secret}" })
    void showsNothingOfTheMessage(String json) {
        Throwable problem = problem(json);

        assertThat(problem).hasMessageStartingWith("unreadable: ");
        // nor many lines, as there may be many such messages
        assertThat(problem.getStackTrace()).isEmpty();
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            assertThat(cause).hasMessageNotContaining("secret");
        }
    }

    @Test
    void keepsWhatTheApplicationSays() {
        assertThat(problem("{'count': -1}")).cause().isInstanceOf(IllegalArgumentException.class).hasMessage("less than none");
    }

    private static Throwable problem(String json) {
        Throwable failure = catchThrowable(() -> MAPPER.readValue(json.replace('\'', '"'), Event.class));
        return PayloadProblems.unreadable("unreadable", failure);
    }

    enum Kind {
        A
    }

    record Event(Instant at, int count, Kind kind) {

        Event {
            if (count < 0) {
                throw new IllegalArgumentException("less than none");
            }
        }
    }
}
