package io.quarkiverse.tomodachi.runtime.websocket.handshake;

import java.security.Principal;
import java.util.Set;

import org.jboss.logging.Logger;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.runtime.http.argument.PathGroupArgument;
import io.quarkiverse.tomodachi.runtime.http.log.AccessLog;
import io.quarkiverse.tomodachi.runtime.websocket.WebsocketEndpoint;
import io.quarkiverse.tomodachi.runtime.websocket.WebsocketInvocation;
import io.quarkiverse.tomodachi.runtime.websocket.connection.CloseStatus;
import io.quarkiverse.tomodachi.runtime.websocket.connection.SocketCloser;
import io.quarkiverse.tomodachi.runtime.websocket.connection.VertxWebsocketConnection;
import io.quarkiverse.tomodachi.runtime.websocket.connection.VertxWebsocketConnection.Opening;
import io.quarkiverse.tomodachi.runtime.websocket.session.Sessions;
import io.quarkiverse.tomodachi.runtime.websocket.session.WebsocketLog;
import io.quarkiverse.tomodachi.runtime.websocket.session.WebsocketSession;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;

/** Opens connections, or tells why not. Everything is decided before the handshake. */
public final class WebsocketAcceptor {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.websocket");

    private final Sessions sessions;
    private final AccessLog accessLog;

    public WebsocketAcceptor(Sessions sessions, AccessLog accessLog) {
        this.sessions = sessions;
        this.accessLog = accessLog;
    }

    public void accept(RoutingContext context, WebsocketEndpoint endpoint, String[] groups) {
        HttpServerRequest request = context.request();
        if (sessions.isClosing()) {
            if (request.version() != HttpVersion.HTTP_2) {
                context.response().putHeader(HttpHeaders.CONNECTION, "close");
            }
            refuse(context, endpoint, 503);
            return;
        }
        int problem = Handshake.problem(request);
        if (problem == 0 && !endpoint.origins().allows(request.getHeader(HttpHeaders.ORIGIN), Handshake.host(request))) {
            problem = 403;
        }
        if (problem != 0) {
            LOG.debugf("A websocket handshake for %s is refused with %d", endpoint.id(), problem);
            refuse(context, endpoint, problem);
            return;
        }
        request.pause();
        Context eventLoop = context(request);
        WebsocketSecurity.authorize(context, endpoint.description()).subscribe().with(
                identity -> eventLoop.runOnContext(ignored -> authorized(context, endpoint, groups, identity)),
                failure -> eventLoop.runOnContext(ignored -> {
                    accessLog.onEnd(context, endpoint.service(), Set.of());
                    request.resume();
                    context.fail(failure);
                }));
    }

    /** That of the request: who is asked whether it may come this far can answer on any thread. */
    private static Context context(HttpServerRequest request) {
        Context current = Vertx.currentContext();
        return current != null || !(request instanceof HttpServerRequestInternal known) ? current : known.context();
    }

    private void authorized(RoutingContext context, WebsocketEndpoint endpoint, String[] groups, SecurityIdentity identity) {
        if (identity != null && context.user() == null) {
            context.setUser(new QuarkusHttpUser(identity));
        }
        try {
            checkGroups(context, endpoint, groups);
        } catch (HttpException e) {
            LOG.debugf("A websocket handshake for %s is refused: %s", endpoint.id(), e.getMessage());
            refuse(context, endpoint, e.status());
            return;
        }
        Principal principal = identity == null || identity.isAnonymous() ? null : identity.getPrincipal();
        String subprotocol = Handshake.subprotocol(context.request(), endpoint.description().subprotocols());
        Opening opening = new Opening(context.request().path(), endpoint.named(groups), subprotocol, principal);
        if (context.response().closed()) {
            LOG.debugf("The client of a websocket handshake for %s is gone", endpoint.id());
            return;
        }
        Handshake.answer(context.request(), subprotocol);
        Future<ServerWebSocket> upgrade = context.request().toWebSocket();
        // Vert.x would let the upgrade fail twice where the client is gone, and raise an error that nobody can handle
        context.request().exceptionHandler(null);
        upgrade.onSuccess(socket -> open(context, endpoint, groups, socket, opening))
                .onFailure(failure -> {
                    LOG.debugf(failure, "A websocket handshake for %s failed", endpoint.id());
                    if (!context.response().ended() && !context.response().closed()) {
                        refuse(context, endpoint, 400);
                    }
                });
    }

    /** As the handler will be given them, so that what does not fit is the client's mistake while it can still be told. */
    private static void checkGroups(RoutingContext context, WebsocketEndpoint endpoint, String[] groups) {
        WebsocketInvocation probe = new WebsocketInvocation(context, endpoint.pattern().groups(), groups, null);
        for (ArgumentResolver<?> argument : endpoint.description().handler().arguments()) {
            if (argument instanceof PathGroupArgument group) {
                group.resolve(probe);
            }
        }
    }

    private void open(RoutingContext context, WebsocketEndpoint endpoint, String[] groups, ServerWebSocket socket,
            Opening opening) {
        Context eventLoop = Vertx.currentContext();
        WebsocketSession[] session = new WebsocketSession[1];
        SocketCloser closer = new SocketCloser(eventLoop.owner(), socket, context.request().connection(),
                () -> session[0].closing());
        VertxWebsocketConnection connection = new VertxWebsocketConnection(socket, closer, endpoint, opening);
        session[0] = new WebsocketSession(socket, eventLoop, endpoint,
                new WebsocketInvocation(context, endpoint.pattern().groups(), groups, connection),
                closer, sessions, new WebsocketLog(context.request(), connection, accessLog));
        socket.exceptionHandler(failure -> broken(closer, endpoint, failure));
        socket.closeHandler(ignored -> session[0].disconnected());
        sessions.opened(session[0]);
        session[0].begin();
    }

    private static void broken(SocketCloser closer, WebsocketEndpoint endpoint, Throwable failure) {
        LOG.debugf(failure, "A websocket connection of %s failed", endpoint.id());
        if (failure instanceof CorruptedWebSocketFrameException corrupted) {
            closer.closeAtOnce(new CloseStatus(corrupted.closeStatus().code(), corrupted.closeStatus().reasonText()));
        }
    }

    public void refuse(RoutingContext context, WebsocketEndpoint endpoint, int status) {
        accessLog.onEnd(context, endpoint.service(), Set.of());
        context.request().resume();
        context.response().setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8");
        if (status == 426) {
            context.response().putHeader(HttpHeaders.UPGRADE, "websocket").putHeader(Handshake.VERSION_HEADER,
                    Handshake.VERSION);
        }
        context.response().end(HttpResponseStatus.valueOf(status).reasonPhrase());
    }
}
