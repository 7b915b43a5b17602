package io.quarkiverse.tomodachi.runtime.message.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;
import io.quarkiverse.tomodachi.runtime.config.MessageHandlerConfig;
import io.quarkiverse.tomodachi.runtime.config.ServiceConfig;
import io.quarkiverse.tomodachi.runtime.config.TomodachiConfig;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Finds, at start, all settings of messages that are not possible. */
public final class MessageSettingsCheck {

    private static final String PREFIX = "quarkus.tomodachi.";

    private final List<DeclaredHandler> handlers;
    private final List<String> problems = new ArrayList<>();

    private MessageSettingsCheck(List<DeclaredHandler> handlers) {
        this.handlers = handlers;
    }

    /**
     * @param names the names of the services that there are; settings of others are not looked at
     * @throws ConfigurationException that tells of all that is wrong
     */
    public static void check(List<String> names, List<DeclaredHandler> handlers, Map<String, ServiceConfig> services) {
        MessageSettingsCheck check = new MessageSettingsCheck(handlers);
        ServiceConfig common = services.get(TomodachiConfig.ALL_SERVICES);
        check.checkService(PREFIX, common, null);
        if (!common.handlers().isEmpty()) {
            check.problems.add(PREFIX + "handlers has no service; write it as in quarkus.tomodachi.\"service\".handlers."
                    + common.handlers().keySet().iterator().next());
        }
        for (String name : names) {
            ServiceConfig config = services.get(name);
            check.checkService(PREFIX + "\"" + name + "\".", config, common);
            config.handlers().forEach((method, settings) -> check.checkHandler(name, method, settings));
        }
        handlers.forEach(check::checkAnnotations);
        if (!check.problems.isEmpty()) {
            throw new ConfigurationException(String.join("\n", check.problems));
        }
    }

    /** @param common told of already, {@code null} for nothing */
    private void checkService(String prefix, ServiceConfig config, ServiceConfig common) {
        FailureSettings settings = FailureSettings.of(config.retry());
        checkFailure(prefix + "retry.",
                common == null ? settings : settings.without(FailureSettings.of(common.retry())));
        int remembered = config.deduplication().maxMessages();
        if (remembered < 1 && (common == null || remembered != common.deduplication().maxMessages())) {
            problems.add(prefix + "deduplication.max-messages is " + remembered + "; use 1 or more");
        }
        checkPublishTimeout(prefix + "amqp.", config.amqp().publishTimeout(),
                common == null ? null : common.amqp().publishTimeout());
        checkPublishTimeout(prefix + "aws-sns-sqs.", config.awsSnsSqs().publishTimeout(),
                common == null ? null : common.awsSnsSqs().publishTimeout());
    }

    private void checkPublishTimeout(String prefix, Duration timeout, Duration common) {
        if ((timeout.isNegative() || timeout.isZero()) && !timeout.equals(common)) {
            problems.add(prefix + "publish-timeout is " + timeout + "; use more than 0");
        }
    }

    private void checkHandler(String service, String method, MessageHandlerConfig settings) {
        String prefix = PREFIX + "\"" + service + "\".handlers.\"" + method + "\".";
        List<DeclaredHandler> own = handlers.stream().filter(handler -> handler.service().equals(service)).toList();
        if (own.stream().noneMatch(handler -> handler.method().equals(method))) {
            problems.add("There are settings " + prefix.substring(0, prefix.length() - 1) + ", but service '" + service
                    + "' has no handler of messages of that name; "
                    + (own.isEmpty() ? "it has none at all, remove them"
                            : "its handlers are " + new TreeSet<>(own.stream().map(DeclaredHandler::method).toList())
                                    + ", correct the name"));
        }
        checkFailure(prefix + "retry.", FailureSettings.of(settings.retry()));
        settings.concurrency().filter(concurrency -> concurrency < 1).ifPresent(
                concurrency -> problems.add(prefix + "concurrency is " + concurrency + "; use 1 or more"));
        settings.deduplicate().ifPresent(window -> checkDuplicates(prefix + "deduplicate is " + window, window,
                own.stream().filter(handler -> handler.method().equals(method) && !handler.enveloped()).toList()));
    }

    /** @param bare handlers of that name whose messages have no envelope */
    private void checkDuplicates(String what, Duration window, List<DeclaredHandler> bare) {
        if (window.isNegative()) {
            problems.add(what + "; use 0 or more");
        } else if (!window.isZero() && !bare.isEmpty()) {
            problems.add(what + ", but without an envelope messages of " + bare.get(0).subject()
                    + " have no UUID to know copies by; use JsonEnvelope, ProtobufEnvelope or one of your own, or remove it");
        }
    }

    private void checkFailure(String prefix, FailureSettings settings) {
        problems.addAll(FailureRules.problems(settings, member -> prefix + kebab(member)));
        if (settings.rejectOn() != null) {
            settings.rejectOn().stream().filter(FailureRules::isClassName).filter(ExceptionNames::isUnknown)
                    .forEach(name -> problems.add(prefix
                            + "reject-on has '" + name
                            + "', which is no exception that the application has; correct the name"));
        }
    }

    private static String kebab(String member) {
        return member.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** Only now their expressions are known. */
    private void checkAnnotations(DeclaredHandler handler) {
        try {
            problems.addAll(FailureRules.problems(handler.failure().expanded(),
                    member -> handler.subject() + " has a @FailurePolicy whose " + member));
            String window = handler.deduplicate() == null ? null
                    : ConfiguredText.expand(handler.deduplicate());
            String problem = FailureRules.windowProblem(window);
            if (problem != null) {
                problems.add(handler.subject() + " has a @Deduplicate that " + problem);
            }
        } catch (IllegalArgumentException e) {
            problems.add(handler.subject() + ": " + e.getMessage());
        }
    }
}
