package io.quarkiverse.tomodachi.runtime.awssnssqs.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

/** On which event loops calls are made, and with how many connections. */
class ConnectionsOfLoopsTest {

    private static final int LOOPS = 4;

    private final TestServer server = new TestServer();
    private final TestClient client = new TestClient(LOOPS);

    ConnectionsOfLoopsTest() throws IOException {
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        server.close();
    }

    @Test
    void calls_one_after_the_other_use_one_connection() throws Exception {
        Call first = client.call(server.uri(), "0");
        try (ServerConnection connection = server.accept()) {
            connection.request();
            connection.answer("");
            first.content();
            for (int number = 0; number < 20; number++) {
                answerNext(connection, client.call(server.uri(), "outside"));
            }
            for (Context loop : loops()) {
                answerNext(connection, on(loop, () -> client.call(server.uri(), "loop")));
            }
            assertThat(server.hasMore()).isFalse();
        }
    }

    @Test
    void calls_that_follow_from_an_answer_use_its_connection() throws Exception {
        CompletableFuture<String> last = client.call(server.uri(), "1").whenAnswered()
                .thenCompose(answer -> client.call(server.uri(), "2").whenAnswered())
                .thenCompose(answer -> client.call(server.uri(), "3").whenAnswered());
        try (ServerConnection connection = server.accept()) {
            for (String number : List.of("1", "2", "3")) {
                assertThat(connection.request().content()).isEqualTo(number);
                connection.answer("after " + number);
            }
            assertThat(last.get(TestServer.LIMIT, TimeUnit.MILLISECONDS)).isEqualTo("after 3");
            assertThat(server.hasMore()).isFalse();
        }
    }

    @Test
    void call_is_made_on_the_loop_of_its_caller_where_that_has_a_connection() throws Exception {
        List<Context> loops = loops();
        Call first = on(loops.get(2), () -> client.call(server.uri(), "first"));
        try (ServerConnection connection = server.accept()) {
            connection.request();
            connection.answer("");
            first.content();
            assertThat(first.place().thread()).isSameAs(thread(loops.get(2)));
            for (Context loop : loops) {
                Call next = on(loop, () -> client.call(server.uri(), "next"));
                connection.request();
                connection.answer("");
                next.content();
                assertThat(next.place().thread()).isSameAs(thread(loops.get(2)));
            }
        }
    }

    @Test
    void loop_that_calls_again_soon_gets_a_connection_of_its_own() throws Exception {
        List<Context> loops = loops();
        try (ServerConnection first = answered(loops.get(2))) {
            answerNext(first, on(loops.get(1), () -> client.call(server.uri(), "first")));
            Call second = on(loops.get(1), () -> client.call(server.uri(), "second"));
            try (ServerConnection own = server.accept()) {
                answerNext(own, second);
                assertThat(second.place().thread()).isSameAs(thread(loops.get(1)));
                answerNext(own, on(loops.get(1), () -> client.call(server.uri(), "third")));
            }
        }
    }

    private ServerConnection answered(Context loop) throws Exception {
        Call call = on(loop, () -> client.call(server.uri(), "x"));
        ServerConnection connection = server.accept();
        answerNext(connection, call);
        return connection;
    }

    private static void answerNext(ServerConnection connection, Call call) throws Exception {
        connection.request();
        connection.answer("");
        assertThat(call.content()).isEmpty();
    }

    @Test
    void many_calls_from_one_loop_are_spread_over_all() throws Exception {
        int many = 20;
        List<Call> calls = on(client.vertx().getOrCreateContext(), () -> {
            List<Call> all = new ArrayList<>();
            for (int number = 0; number < many; number++) {
                all.add(client.call(server.uri(), "x"));
            }
            return all;
        });
        List<ServerConnection> connections = new ArrayList<>();
        for (int number = 0; number < many; number++) {
            connections.add(server.accept());
            connections.get(number).request();
        }
        for (ServerConnection connection : connections) {
            connection.answer("");
        }
        for (Call call : calls) {
            assertThat(call.content()).isEmpty();
        }
        Map<Thread, Long> shares = calls.stream()
                .collect(Collectors.groupingBy(call -> call.place().thread(), Collectors.counting()));
        assertThat(shares).hasSize(LOOPS).values().as("%s", shares).allMatch(share -> share <= many / 2);
        for (ServerConnection connection : connections) {
            connection.close();
        }
    }

    @Test
    void connection_that_the_server_has_closed_is_not_used() throws Exception {
        for (int number = 0; number < 20; number++) {
            Call call = client.call(server.uri(), "x");
            try (ServerConnection connection = server.accept()) {
                connection.request();
                connection.write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
                assertThat(call.content()).isEmpty();
                assertThat(connection.rest()).isEmpty();
            }
        }
    }

    /** One context of each event loop. */
    private List<Context> loops() {
        VertxInternal vertx = (VertxInternal) client.vertx();
        List<Context> loops = new ArrayList<>();
        for (EventExecutor loop : vertx.getEventLoopGroup()) {
            loops.add(vertx.createEventLoopContext((EventLoop) loop, null, null));
        }
        assertThat(loops).hasSize(LOOPS);
        return loops;
    }

    private static Thread thread(Context loop) throws Exception {
        return on(loop, Thread::currentThread);
    }

    private static <T> T on(Context loop, Supplier<T> action) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        loop.runOnContext(ignored -> {
            assertThat(Vertx.currentContext()).isSameAs(loop);
            result.complete(action.get());
        });
        return result.get(TestServer.LIMIT, TimeUnit.MILLISECONDS);
    }
}
