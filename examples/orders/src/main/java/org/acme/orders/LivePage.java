package org.acme.orders;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.acme.orders.OrderBook.Entry;
import org.acme.orders.OrderBook.State;

import io.quarkiverse.tomodachi.Heartbeat;
import io.quarkiverse.tomodachi.HttpStatic;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.Websocket;
import io.quarkiverse.tomodachi.WebsocketConnection;
import io.quarkiverse.tomodachi.WebsocketConnections;
import io.quarkiverse.tomodachi.WebsocketHandlers;
import io.quarkiverse.tomodachi.WebsocketSelection;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** A page that shows how orders come along while they do, at {@code /live/}. */
@TomodachiService("live-page")
public class LivePage {

    private static final String FEED = "/live/feed";
    private static final int LONGEST_LIST = 100;

    @Inject
    OrderBook book;

    @Inject
    WebsocketConnections connections;

    /** What is sent to the page: orders that are new or have come along, and how many there are of each state if it is told. */
    @RegisterForReflection
    public record News(List<Entry> orders, Map<State, Long> counts) {
    }

    @HttpStatic(path = "classpath:live", url = "/live/", index = "index.html", cacheControl = "no-cache")
    void page() {
    }

    /** A new page gets all that is to be shown; what happens after that is broadcast. */
    @Websocket(FEED)
    WebsocketHandlers feed(WebsocketConnection page) {
        page.sendJson(new News(book.some(LONGEST_LIST), book.count()));
        return WebsocketHandlers.none();
    }

    void changed(@Observes Entry entry) {
        pages().broadcastJson(new News(List.of(entry), null));
    }

    @Heartbeat
    void count() {
        pages().broadcastJson(new News(List.of(), book.count()));
    }

    private WebsocketSelection pages() {
        return connections.ofUrl(FEED);
    }
}
