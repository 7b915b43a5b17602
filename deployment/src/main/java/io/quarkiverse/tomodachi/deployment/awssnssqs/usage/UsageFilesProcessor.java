package io.quarkiverse.tomodachi.deployment.awssnssqs.usage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.ForService;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsSnsSqsUsedBuildItem;
import io.quarkiverse.tomodachi.deployment.awssnssqs.HandlerAnnotation;
import io.quarkiverse.tomodachi.deployment.awssnssqs.usage.UsageFiles.ServiceClass;
import io.quarkiverse.tomodachi.deployment.spi.ServiceBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.Produce;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.pkg.builditem.ArtifactResultBuildItem;
import io.quarkus.deployment.pkg.builditem.JarBuildItem;
import io.quarkus.deployment.pkg.builditem.OutputTargetBuildItem;

/** Tells, whenever an application is packaged, what it uses on SNS and SQS and which rights it needs for that. */
class UsageFilesProcessor {

    private static final DotName PUBLISHER = DotName.createSimple(AwsSnsSqsPublisher.class);

    private static final DotName FOR_SERVICE = DotName.createSimple(ForService.class);

    /** Of the extension itself. */
    private static final String RUNTIME = "io.quarkiverse.tomodachi.runtime.";

    /**
     * @param jar what is packaged before, since it clears a folder that is given with {@code quarkus.package.output-directory}
     */
    @BuildStep
    @Produce(ArtifactResultBuildItem.class)
    void write(Optional<AwsSnsSqsUsedBuildItem> used, List<ServiceBuildItem> services, CombinedIndexBuildItem index,
            OutputTargetBuildItem target, Optional<JarBuildItem> jar) {
        if (used.isEmpty()) {
            return;
        }
        Config config = ConfigProvider.getConfig();
        List<HandlerUse> handlers = used.get().getHandlers().stream().map(handler -> {
            TriggerMethod method = handler.getMethod();
            return HandlerUse.of(method, HandlerAnnotation.settings(method),
                    new KnownSettings(config, method.service().getName()));
        }).toList();
        List<ServiceClass> classes = services.stream().sorted().map(service -> new ServiceClass(
                service.getClassName().toString(), new KnownSettings(config, service.getName()),
                namesServices(service.getClassName(), index.getIndex()))).toList();
        new UsageFiles(handlers, classes, calls(index), new Arns(config)).write(target.getOutputDirectory());
    }

    /** Also where it inherits a publisher. */
    private static boolean namesServices(DotName className, IndexView index) {
        ClassInfo type = index.getClassByName(className);
        while (type != null) {
            if (type.hasAnnotation(FOR_SERVICE)) {
                return true;
            }
            type = type.superName() == null ? null : index.getClassByName(type.superName());
        }
        return false;
    }

    private static List<PublishCall> calls(CombinedIndexBuildItem index) {
        List<PublishCall> calls = new ArrayList<>();
        index.getIndex().getKnownUsers(PUBLISHER).stream().map(user -> user.name().toString())
                .filter(name -> !name.startsWith(RUNTIME) && !name.equals(PUBLISHER.toString())).sorted().distinct()
                .forEach(name -> calls.addAll(PublishCalls.of(classFile(name))));
        return calls;
    }

    private static byte[] classFile(String name) {
        String path = name.replace('.', '/') + ".class";
        try (InputStream file = Thread.currentThread().getContextClassLoader().getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException("The class file of " + name + " cannot be found");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
