package io.quarkiverse.tomodachi.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;

import com.rabbitmq.client.Address;

import io.quarkiverse.tomodachi.Body;
import io.quarkiverse.tomodachi.DefaultValue;
import io.quarkiverse.tomodachi.Form;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpError;
import io.quarkiverse.tomodachi.HttpStatic;
import io.quarkiverse.tomodachi.Query;
import io.quarkiverse.tomodachi.Response;
import io.quarkiverse.tomodachi.TomodachiService;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import io.vertx.ext.web.FileUpload;

/** What HTTP handlers take and return, in all the ways that need something to be found at run time. */
@TomodachiService(value = "catalogue", httpMiddleware = Stamp.class)
public class Catalogue {

    enum Kind {
        BOOK,
        RECORD
    }

    /** Made from text, as in {@code 3x4}. */
    record Size(int width, int height) {

        static Size parse(String text) {
            String[] parts = text.split("x");
            return new Size(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        }
    }

    record Values(LocalDate day, Kind[] kinds, LocalDate[] days, int[] numbers, Size[] sizes, List<UUID> ids, Locale locale) {
    }

    record Part(String name, Optional<String> note) {
    }

    record Item(@NotBlank String name, Kind kind, BigDecimal price, LocalDate since, Map<String, List<@Valid Part>> parts) {
    }

    record Page<T>(List<T> items, int total) {
    }

    record Shelf(String place, int books) {
    }

    /** Named by no signature, and not registered. */
    record Unknown(String name) {
    }

    @Http.Get("/catalogue/values/(?<day>[0-9-]+)")
    Values values(LocalDate day, @Query Kind[] kind, @Query LocalDate[] days, @Query int[] number, @Query Size[] size,
            @Query List<UUID> id, @Query @DefaultValue("sv-SE") Locale locale) {
        return new Values(day, kind, days, number, size, id, locale);
    }

    @Http.Post("/catalogue/items")
    Page<Item> add(@Body @Valid Item item) {
        return new Page<>(List.of(item), 1);
    }

    @Http.Post("/catalogue/lists")
    List<Part> list(@Body List<Part> parts) {
        return parts;
    }

    @Http.Get("/catalogue/shelves")
    List<? extends Shelf> shelves() {
        return List.of(new Shelf("hall", 12));
    }

    /** Of a library that nobody has indexed. */
    @Http.Get("/catalogue/broker")
    Address broker() {
        return new Address("localhost", 5672);
    }

    @Http.Post("/catalogue/texts")
    String text(String body) {
        return body;
    }

    @Http.Post("/catalogue/forms")
    String form(@Form String name, FileUpload file) {
        return name + " " + file.fileName() + " " + file.size();
    }

    @Http.Get(value = "/catalogue/stream", produces = "text/event-stream")
    Multi<Part> stream() {
        return Multi.createFrom().items(new Part("one", Optional.of("1")), new Part("two", Optional.empty()));
    }

    @RunOnVirtualThread
    @Http.Get("/catalogue/thread")
    String thread() {
        return "done";
    }

    @Stocked("shelf")
    @Http.Get("/catalogue/decorated")
    String decorated() {
        return "stocked";
    }

    @Http.Get("/catalogue/unknown")
    Response unknown() {
        return Response.json(new Unknown("x"));
    }

    @Http.Get("/catalogue/broken")
    String broken() {
        throw new UncheckedIOException(new IOException("disk"));
    }

    @HttpError(500)
    Response broken(UncheckedIOException failure) {
        return Response.status(503).body(("no " + failure.getCause().getMessage()).getBytes(StandardCharsets.UTF_8));
    }

    @HttpStatic(path = "classpath:catalogue", url = "/catalogue/files/", index = "index.html")
    void files() {
    }
}
