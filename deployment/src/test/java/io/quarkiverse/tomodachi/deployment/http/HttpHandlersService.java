package io.quarkiverse.tomodachi.deployment.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.annotation.security.RolesAllowed;

import io.quarkiverse.tomodachi.Body;
import io.quarkiverse.tomodachi.Header;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpError;
import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.Query;
import io.quarkiverse.tomodachi.Response;
import io.quarkiverse.tomodachi.ServiceContext;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;

/** Handlers with parameters and results of all kinds. */
final class HttpHandlersService {

    private HttpHandlersService() {
    }

    enum Color {
        RED,
        GREEN
    }

    public record Item(String name, int count) {
    }

    static abstract class BaseService {

        @Http.Get("/inherited")
        String inherited() {
            return "inherited";
        }
    }

    @TomodachiService("shop")
    static class Shop extends BaseService {

        @Http.Get("/resource/(?<id>[^/]+?)/?")
        String resource(String id) {
            return "id = " + id;
        }

        @Http.Get("/python/(?P<first_name>[a-z]+)/(?P<n>\\d+)(?:/(?P<rest>.*))?")
        String python(String first_name, int n, Optional<String> rest) {
            return first_name + n + rest.orElse("-");
        }

        @Http(method = { "GET", "post" }, url = "/health", ignoreLogging = { 200 })
        Response health() {
            return Response.status(201).header("X-A", "1").header("X-A", "2").body("Healthy");
        }

        @Http.Get("/types/(?<id>[^/]+)/(?<color>[^/]+)")
        Map<String, Object> types(UUID id, Color color, @Query Integer limit, @Header("X-Trace") String trace) {
            return Map.of("id", id, "color", color, "limit", String.valueOf(limit), "trace", String.valueOf(trace));
        }

        @Http.Post("/items")
        Item item(@Body Item item) {
            return new Item(item.name(), item.count() + 1);
        }

        @Http.Post("/lists")
        int list(@Body List<Item> items) {
            return items.stream().mapToInt(Item::count).sum();
        }

        @Http.Post("/echo")
        byte[] echo(byte[] body) {
            return body;
        }

        @Http.Get("/uni")
        Uni<String> uni() {
            return Uni.createFrom().item("loop " + Context.isOnEventLoopThread());
        }

        @Http.Get("/stage")
        CompletionStage<String> stage() {
            return CompletableFuture.supplyAsync(() -> "stage");
        }

        @Http.Get("/plain")
        String plain() {
            return "worker " + Context.isOnWorkerThread();
        }

        @Http.Get("/void")
        void nothing() {
        }

        @Http.Get("/teapot")
        String teapot() {
            throw new HttpException(418, "secret reason");
        }

        @Http.Get("/gone")
        String gone() {
            throw new HttpException(Response.status(410).body("it was here"));
        }

        @Http.Get("/lost")
        String lost() {
            throw new HttpException(Response.status(402).body("it was here"));
        }

        @Http.Get("/broken")
        String broken() {
            throw new IllegalStateException("secret");
        }

        @Http.Get("/${shop.path}/(?<x>.)")
        String configured(RoutingContext request, ServiceContext service) {
            return service.name() + request.normalizedPath();
        }

        @Http.Get("${shop.order}")
        String order(int id, String kind) {
            return kind + " " + id;
        }

        @Http.Get("${shop.unset:/unset/(?<name>[a-z]+)}")
        String unset(String name) {
            return name;
        }

        @Http.Get("/${shop.prefix}/(?<item>[a-z]+)")
        String item(String item, Optional<String> tenant) {
            return item + tenant;
        }

        @Http.Get("/first|/second")
        @Http.Get("/third")
        String several() {
            return "several";
        }

        @Http.Get("/fir.*")
        String later() {
            return "later";
        }

        @HttpError(404)
        Response notFound(RoutingContext request, int statusCode) {
            return Response.status(statusCode).json(Map.of("error", "not-found", "path", request.request().path()));
        }

        @HttpError(410)
        Map<String, Object> goneHandler(HttpException failure) {
            return Map.of("status", failure.status());
        }

        @Http.Get("/gone-too")
        String goneToo() {
            throw new HttpException(410);
        }

        @Http.Get("/unauthorized")
        String unauthorized() {
            throw new UnauthorizedException();
        }

        @Http.Get("/forbidden")
        Uni<String> forbidden() {
            return Uni.createFrom().failure(new ForbiddenException());
        }

        @Http.Get("/begun")
        String begun(RoutingContext request) {
            request.response().setChunked(true).write("half");
            throw new HttpException(404);
        }

        @Http.Get("/admin/(?<rest>.*)")
        String admin(String rest) {
            return "admin " + rest;
        }

        @Http.Get("/failing-json")
        Object failingJson() {
            return new Object() {
                public String getName() {
                    throw new AssertionError("secret");
                }
            };
        }

        @Http.Get("/header-injection")
        Response headerInjection() {
            return Response.status(200).header("X-A", "a\r\nX-B: b").body("x");
        }

        @RolesAllowed("admin")
        @Http.Get("/roles")
        String roles() {
            return "admin";
        }

        @HttpError(413)
        Map<String, Object> tooLarge() {
            return Map.of("error", "too large");
        }

        @HttpError(409)
        String conflict() {
            throw new IllegalStateException("the error handler fails, too");
        }

        @Http.Get("/conflict")
        String raiseConflict() {
            throw new HttpException(409);
        }
    }
}
