package io.quarkiverse.tomodachi.deployment.websocket;

import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.Websocket;
import io.quarkiverse.tomodachi.WebsocketConnection;
import io.quarkiverse.tomodachi.WebsocketHandlers;

@TomodachiService("reloaded-chat")
public class WebsocketReloadService {

    @Websocket("/chat")
    WebsocketHandlers chat(WebsocketConnection socket) {
        return WebsocketHandlers.onText(text -> socket.sendText("first " + text));
    }
}
