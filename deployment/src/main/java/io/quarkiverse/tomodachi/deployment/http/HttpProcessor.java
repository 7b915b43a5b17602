package io.quarkiverse.tomodachi.deployment.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jboss.jandex.DotName;

import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.MiddlewareKind;
import io.quarkiverse.tomodachi.deployment.spi.TriggerBuildItem;
import io.quarkiverse.tomodachi.runtime.http.ConstraintViolations;
import io.quarkiverse.tomodachi.runtime.http.EveryRequestRecorder;
import io.quarkiverse.tomodachi.runtime.http.HttpErrorDescription;
import io.quarkiverse.tomodachi.runtime.http.HttpHandlers;
import io.quarkiverse.tomodachi.runtime.http.HttpRecorder;
import io.quarkiverse.tomodachi.runtime.http.HttpRouteDescription;
import io.quarkiverse.tomodachi.runtime.http.HttpTransport;
import io.quarkiverse.tomodachi.runtime.http.address.ClientAddresses;
import io.quarkiverse.tomodachi.runtime.http.log.AccessLog;
import io.quarkiverse.tomodachi.runtime.http.server.ServerConnections;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeansRuntimeInitBuildItem;
import io.quarkus.arc.deployment.TransformedAnnotationsBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.Consume;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.MainBytecodeRecorderBuildItem;
import io.quarkus.deployment.builditem.ShutdownContextBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.deployment.recording.RecorderContext;
import io.quarkus.resteasy.reactive.server.spi.ResumeOn404BuildItem;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.vertx.http.deployment.BodyHandlerBuildItem;
import io.quarkus.vertx.http.deployment.HttpRootPathBuildItem;
import io.quarkus.vertx.http.deployment.RouteBuildItem;
import io.quarkus.vertx.http.deployment.VertxWebRouterBuildItem;

/** HTTP handlers and error handlers. */
class HttpProcessor {

    static final String TRANSPORT = "http";
    static final String ERROR_TRANSPORT = "http-error";
    /** Files are no handlers, but what nobody answers is answered for them too. */
    private static final String STATIC_TRANSPORT = "static-files";

    /** Before filters, so that their responses have the header of the server, too. */
    private static final int FIRST_ORDER = Integer.MIN_VALUE;
    /** Before the routes of other extensions that have no order of their own, after filters and the body handler. */
    private static final int ORDER = 100;
    /** Before the server refuses bodies by their announced size, without a word. */
    private static final int BEFORE_LIMITS = -3;
    /** After everything that could know the path, the resources of Quarkus REST among it. */
    private static final int LAST_ORDER = Integer.MAX_VALUE - 1000;

    @BuildStep
    void triggers(BuildProducer<TriggerBuildItem> triggers) {
        HttpValidator validator = new HttpValidator();
        triggers.produce(new TriggerBuildItem(HttpDotNames.HTTP, HttpDotNames.HTTP_LIST, TRANSPORT, HttpBinders.handler(),
                validator).withStreams().withMiddleware(MiddlewareKind.HTTP));
        for (DotName annotation : HttpDotNames.METHOD_OF.keySet()) {
            triggers.produce(new TriggerBuildItem(annotation, HttpDotNames.containerOf(annotation), TRANSPORT,
                    HttpBinders.handler(), validator).withStreams().withMiddleware(MiddlewareKind.HTTP));
        }
        triggers.produce(new TriggerBuildItem(HttpDotNames.HTTP_ERROR, HttpDotNames.HTTP_ERROR_LIST, ERROR_TRANSPORT,
                HttpBinders.errorHandler(), HttpValidator::error).withStreams().withMiddleware(MiddlewareKind.HTTP)
                .withDecoration(TriggerBuildItem.Decoration.METHOD));
    }

    @BuildStep
    AdditionalBeanBuildItem accessLog() {
        return AdditionalBeanBuildItem.builder().setUnremovable().addBeanClasses(AccessLog.class, ClientAddresses.class)
                .build();
    }

    @BuildStep
    void transport(CombinedIndexBuildItem index, BuildProducer<AdditionalBeanBuildItem> beans) {
        Stream<DotName> annotations = Stream.concat(HttpDotNames.METHOD_OF.keySet().stream(),
                Stream.of(HttpDotNames.HTTP, HttpDotNames.HTTP_ERROR, HttpDotNames.HTTP_STATIC));
        Stream<DotName> all = annotations.flatMap(name -> Stream.of(name, HttpDotNames.containerOf(name)));
        if (all.anyMatch(name -> !index.getIndex().getAnnotations(name).isEmpty())) {
            beans.produce(AdditionalBeanBuildItem.builder().setUnremovable()
                    .addBeanClasses(HttpTransport.class, ServerConnections.class).build());
        }
    }

    /** Paths that no resource of Quarkus REST has go on to error handlers, and to the answer to wrong methods. */
    @BuildStep
    void resumeAfterRest(List<HandlerBuildItem> handlers, BuildProducer<ResumeOn404BuildItem> resumption) {
        if (!of(TRANSPORT, handlers).isEmpty() || !of(ERROR_TRANSPORT, handlers).isEmpty()) {
            resumption.produce(new ResumeOn404BuildItem());
        }
    }

    /** What a client is told of violations is written by Jackson, which looks at its classes at run time. */
    @BuildStep
    void violations(Capabilities capabilities, BuildProducer<ReflectiveClassBuildItem> reflection) {
        if (capabilities.isPresent(Capability.HIBERNATE_VALIDATOR)) {
            reflection.produce(ReflectiveClassBuildItem
                    .builder(ConstraintViolations.Report.class, ConstraintViolations.Violation.class).methods().fields()
                    .build());
        }
    }

    @BuildStep
    void validate(List<HandlerBuildItem> handlers, BuildProducer<ValidationErrorBuildItem> errors) {
        List<Throwable> problems = new ArrayList<>(DuplicateRoutes.find(of(TRANSPORT, handlers)));
        problems.addAll(DuplicateRoutes.findErrorHandlers(of(ERROR_TRANSPORT, handlers)));
        if (!problems.isEmpty()) {
            errors.produce(new ValidationErrorBuildItem(problems));
        }
    }

    /** Of handlers of all kinds. */
    @BuildStep
    void validatePermissions(List<HandlerBuildItem> handlers, TransformedAnnotationsBuildItem annotations,
            Capabilities capabilities, BuildProducer<ValidationErrorBuildItem> errors) {
        if (capabilities.isPresent(Capability.SECURITY)) {
            BlockingPermissions.find(handlers, annotations)
                    .forEach(problem -> errors.produce(new ValidationErrorBuildItem(problem)));
        }
    }

    @BuildStep
    @Consume(SyntheticBeansRuntimeInitBuildItem.class)
    RecordedRoutesBuildItem recordRoutes(List<HandlerBuildItem> handlers, TransformedAnnotationsBuildItem annotations,
            BuildProducer<MainBytecodeRecorderBuildItem> classes) {
        RouteRecording recording = new RouteRecording((handler, context) -> {
            HttpTrigger trigger = HttpTrigger.of(handler.getMethod());
            return new HttpRouteDescription(handler.describe(context), trigger.methods(), trigger.url(), trigger.unlogged(),
                    ResultTypes.format(handler.getMethod(), trigger.produces()),
                    CallerChecks.needIdentity(handler, annotations),
                    handler.getMethod().value(UrlCheck.ALLOW_BACKTRACKING).asBoolean());
        }, classes);
        return new RecordedRoutesBuildItem(recording.record(of(TRANSPORT, handlers)));
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    @Consume(SyntheticBeansRuntimeInitBuildItem.class)
    void routes(List<HandlerBuildItem> handlers, HttpRecorder recorder, EveryRequestRecorder every, RecorderContext context,
            BodyHandlerBuildItem bodyHandler, HttpRootPathBuildItem rootPath, Capabilities capabilities,
            RecordedRoutesBuildItem recorded, ShutdownContextBuildItem shutdown,
            BuildProducer<RouteBuildItem> routes, BuildProducer<HttpHandlersBuildItem> httpHandlers) {
        List<HttpErrorDescription> errors = new ArrayList<>();
        for (HandlerBuildItem handler : of(ERROR_TRANSPORT, handlers)) {
            errors.add(new HttpErrorDescription(handler.describe(context), handler.getMethod().annotation().value().asInt(),
                    ExceptionParameters.failureOf(handler.getArguments()), ResultTypes.format(handler.getMethod(), "")));
        }
        if (recorded.getParts().isEmpty() && errors.isEmpty() && of(STATIC_TRANSPORT, handlers).isEmpty()) {
            return;
        }
        RuntimeValue<HttpHandlers> http = recorder.handlers(recorded.getParts(), errors, rootPath.getRootPath(),
                capabilities.isPresent(Capability.HIBERNATE_VALIDATOR) ? List.of(new ConstraintViolations()) : List.of(),
                shutdown);
        httpHandlers.produce(new HttpHandlersBuildItem(http));
        routes.produce(EveryRequest.route(every.route(FIRST_ORDER), recorder.connections(http)));
        routes.produce(EveryRequest.route(every.route(ORDER, recorder.beforeHandler(http, bodyHandler.getHandler())),
                recorder.handler(http)));
        if (!errors.isEmpty()) {
            routes.produce(EveryRequest.route(every.route(BEFORE_LIMITS), recorder.refuseLargeBodies(http)));
        }
        routes.produce(EveryRequest.route(every.route(LAST_ORDER), recorder.unmatched(http)));
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void refusals(Optional<HttpHandlersBuildItem> handlers, VertxWebRouterBuildItem routers, HttpRecorder recorder) {
        if (handlers.isPresent()) {
            recorder.refuse(handlers.get().getHandlers(),
                    routers.getMainRouter() == null ? routers.getHttpRouter() : routers.getMainRouter());
        }
    }

    private static List<HandlerBuildItem> of(String transport, List<HandlerBuildItem> handlers) {
        return handlers.stream().filter(handler -> transport.equals(handler.getTransport()))
                .sorted(Comparator.naturalOrder()).toList();
    }
}
