package io.quarkiverse.tomodachi.deployment.awssnssqs.usage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.tomodachi.deployment.awssnssqs.usage.Rights.PublishUse;

/** Writes what an application uses on SNS and SQS, and the rights that it needs for that. */
final class UsageFiles {

    static final String FOLDER = "tomodachi";
    static final String POLICY = "aws-iam-policy.json";
    static final String TOPOLOGY = "aws-topology.json";

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.awssnssqs");

    private final List<HandlerUse> handlers;
    private final List<KnownSettings> services;
    private final List<PublishCall> calls;
    private final Rights rights;
    private final TopologyDocument topology = new TopologyDocument();

    /** @param services those that publishers may speak for, with the names of their classes */
    UsageFiles(List<HandlerUse> handlers, List<ServiceClass> services, List<PublishCall> calls, Arns arns) {
        this.handlers = handlers;
        this.services = services.stream().map(ServiceClass::settings).toList();
        this.calls = calls;
        this.rights = new Rights(arns);
        handlers.forEach(rights::add);
        handlers.forEach(topology::add);
        calls.forEach(call -> add(publishers(services, call.className()), call));
        keys();
    }

    /** Those that a class may publish for: a service for itself, unless it names one; other classes for any. */
    private static List<KnownSettings> publishers(List<ServiceClass> services, String className) {
        List<KnownSettings> own = services.stream()
                .filter(service -> service.className().equals(className) && !service.namesServices())
                .map(ServiceClass::settings).toList();
        return own.isEmpty() ? services.stream().map(ServiceClass::settings).toList() : own;
    }

    private void add(List<KnownSettings> publishers, PublishCall call) {
        Set<String> widened = new TreeSet<>();
        for (KnownSettings service : publishers) {
            for (String target : call.targets()) {
                PublishUse use = PublishUse.of(service, call, target);
                rights.add(use);
                topology.add(use, call.place());
                if (use.target().contains(KnownSettings.UNKNOWN)) {
                    widened.add(use.target());
                }
            }
        }
        if (!widened.isEmpty()) {
            LOG.infof(
                    "%s (line %d) publishes to a %s whose name is not known before it runs; the IAM policy allows all that fit"
                            + " %s",
                    call.place(), call.line(), call.toQueue() ? "queue" : "topic", String.join(", ", widened));
        }
    }

    private void keys() {
        boolean toTopics = calls.stream().anyMatch(call -> !call.toQueue());
        boolean toQueues = calls.stream().anyMatch(PublishCall::toQueue);
        for (KnownSettings service : services) {
            service.option("sns-kms-master-key-id").filter(key -> toTopics && isKey(key))
                    .ifPresent(key -> rights.sendWithKey(key, true));
            service.option("sqs-kms-master-key-id").filter(key -> toQueues && isKey(key))
                    .ifPresent(key -> rights.sendWithKey(key, false));
        }
        for (HandlerUse handler : handlers) {
            handler.topicKey().filter(key -> toTopics).ifPresent(key -> rights.sendWithKey(key, true));
            handler.queueKey().filter(key -> toQueues).ifPresent(key -> rights.sendWithKey(key, false));
        }
    }

    private static boolean isKey(String configured) {
        return !configured.isEmpty() && !"none".equalsIgnoreCase(configured);
    }

    /** @param buildFolder where the build puts what it makes */
    void write(Path buildFolder) {
        Path folder = buildFolder.resolve(FOLDER);
        try {
            Files.createDirectories(folder);
            String policy = json(rights.policy().document());
            Files.writeString(folder.resolve(POLICY), policy);
            PolicySize.of(policy).problem().ifPresent(problem -> LOG.warnf("%s %s", folder.resolve(POLICY), problem));
            Files.writeString(folder.resolve(TOPOLOGY), json(topology.document()));
        } catch (IOException e) {
            throw new UncheckedIOException("The files about SNS and SQS cannot be written to " + folder, e);
        }
        LOG.infof("The rights that the application needs on SNS and SQS%s are in %s, its topics and queues in %s", modes(),
                folder.resolve(POLICY), TOPOLOGY);
    }

    private String modes() {
        return services.stream().map(service -> service.mode().name().toLowerCase(Locale.ROOT)).distinct().sorted()
                .collect(Collectors.joining(", ", " (topology=", ")"));
    }

    /** The same on all systems. */
    static String json(Object document) throws IOException {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
        return new ObjectMapper().writer(printer).writeValueAsString(document) + "\n";
    }

    /**
     * @param className the class of a service
     * @param settings what is known of its settings
     * @param namesServices whether it names services that it publishes for, which may be others
     */
    record ServiceClass(String className, KnownSettings settings, boolean namesServices) {
    }
}
