package io.quarkiverse.tomodachi.runtime.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import com.sun.management.ThreadMXBean;

import io.quarkiverse.tomodachi.spi.Invocation;
import io.quarkus.vertx.core.runtime.VertxMDC;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;

class HandlerMdcTest {

    private static final Map<String, String> FIELDS = Map.of("handler", "h", "service", "s", "transport", "t");
    private static final int CALLS = 20_000;

    private static final Vertx VERTX = Vertx.vertx();
    private static final ContextInternal ROOT = (ContextInternal) VERTX.getOrCreateContext();

    private final AtomicReference<String> uuid = new AtomicReference<>();

    private final Invocation invocation = new Invocation() {
        @Override
        public void logFields(BiConsumer<String, String> fields) {
            if (uuid.get() != null) {
                fields.accept("message_uuid", uuid.get());
            }
        }
    };

    @AfterAll
    static void close() {
        VERTX.close();
    }

    private static ContextInternal context() {
        ContextInternal context = (ContextInternal) VertxContext.createNewDuplicatedContext(ROOT);
        VertxContextSafetyToggle.setContextSafe(context, true);
        return context;
    }

    @Test
    void isTheMdcOfTheContext() {
        ContextInternal context = context();
        HandlerMdc.enter(context, FIELDS, invocation);
        uuid.set("u-1");
        HandlerMdc.prepared(context, invocation);

        assertThat(VertxMDC.INSTANCE.get("handler", context)).isEqualTo("h");
        assertThat(VertxMDC.INSTANCE.get("message_uuid", context)).isEqualTo("u-1");
        VertxMDC.INSTANCE.put("own", "o", context);
        assertThat(VertxMDC.INSTANCE.copyObject(context)).hasSize(5).containsEntry("own", "o").containsEntry("service", "s");
        VertxMDC.INSTANCE.remove("own", context);
        assertThat(VertxMDC.INSTANCE.copy(context)).hasSize(4);
        VertxMDC.INSTANCE.clear(context);
        assertThat(VertxMDC.INSTANCE.isEmpty(context)).isTrue();
        assertThat(VertxMDC.INSTANCE.copy(context())).isEmpty();
    }

    @Test
    void learnsWhatIsKnownLaterThanItIsRead() {
        ContextInternal context = context();
        HandlerMdc.enter(context, FIELDS, invocation);
        assertThat(VertxMDC.INSTANCE.get("message_uuid", context)).isNull();
        uuid.set("u-1");
        HandlerMdc.prepared(context, invocation);

        assertThat(VertxMDC.INSTANCE.get("message_uuid", context)).isEqualTo("u-1");
    }

    @Test
    void keepsWhatOthersPutThere() {
        ContextInternal context = context();
        VertxMDC.INSTANCE.put("traceId", "x", context);
        uuid.set("u-1");
        HandlerMdc.enter(context, FIELDS, invocation);
        HandlerMdc.prepared(context, invocation);

        assertThat(VertxMDC.INSTANCE.copy(context)).containsEntry("traceId", "x").containsEntry("message_uuid", "u-1")
                .containsAllEntriesOf(FIELDS);
    }

    @Test
    void isThatOfTheLastHandler() {
        ContextInternal context = context();
        HandlerMdc.enter(context, FIELDS, invocation);
        HandlerMdc.enter(context, Map.of("handler", "other"), invocation);

        assertThat(VertxMDC.INSTANCE.get("handler", context)).isEqualTo("other");
        assertThat(VertxMDC.INSTANCE.get("service", context)).isEqualTo("s");
    }

    /** A filled map would take some hundred bytes. */
    @Test
    void takesNextToNothingWhereNothingIsLogged() {
        uuid.set("u-1");
        allocated(true);
        allocated(false);
        long with = allocated(true);
        long without = allocated(false);

        assertThat((with - without) / CALLS).as("bytes for each call").isLessThanOrEqualTo(80);
    }

    private long allocated(boolean fields) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (int i = 0; i < CALLS; i++) {
            ContextInternal context = context();
            if (fields) {
                HandlerMdc.enter(context, FIELDS, invocation);
                HandlerMdc.prepared(context, invocation);
            }
        }
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    }
}
