package io.quarkiverse.tomodachi.deployment.awssnssqs;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.ConfigValue;
import org.jboss.logging.Logger;

import io.quarkiverse.amazon.common.deployment.AmazonClientBuilderBuildItem;
import io.quarkiverse.amazon.common.deployment.AmazonClientBuilderOverrideBuildItem;
import io.quarkiverse.amazon.common.deployment.AmazonClientExtensionBuildItem;
import io.quarkiverse.amazon.common.runtime.AsyncHttpClientBuildTimeConfig.AsyncClientType;
import io.quarkiverse.amazon.common.runtime.ClientUtil;
import io.quarkiverse.tomodachi.runtime.awssnssqs.http.AwsHttpClientRecorder;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Produce;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;
import io.quarkus.vertx.core.deployment.CoreVertxBuildItem;

/** With which HTTP client the clients of SNS and SQS make their calls. */
class AwsHttpClientProcessor {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.awssnssqs");

    private static final Set<String> SERVICES = Set.of("sns", "sqs");

    /** The order of that source which has the defaults of all settings. */
    private static final int DEFAULTS = Integer.MIN_VALUE;

    /**
     * @param beforeBeans of builders and clients, for which this has to have been done; nothing is produced
     */
    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void vertx(Optional<AwsSnsSqsUsedBuildItem> used, List<AmazonClientExtensionBuildItem> services,
            List<AmazonClientBuilderBuildItem> builders, CoreVertxBuildItem vertx, AwsHttpClientRecorder recorder,
            BuildProducer<AmazonClientBuilderOverrideBuildItem> beforeBeans) {
        if (used.isEmpty()) {
            return;
        }
        for (AmazonClientExtensionBuildItem service : services) {
            if (SERVICES.contains(service.getConfigName()) && !isChosen(service.getConfigName())) {
                builders.stream().filter(builder -> builder.getBuilderClass() == service.getAsyncClientBuilderClass()
                        && ClientUtil.DEFAULT_CLIENT_NAME.equals(builder.getClientName()))
                        .forEach(builder -> recorder.useVertx(service.getConfigName(), builder.getClientBuilder(),
                                service.getAsyncConfig(), vertx.getVertx()));
            }
        }
    }

    @BuildStep
    @Produce(ServiceStartBuildItem.class)
    void check(Optional<AwsSnsSqsUsedBuildItem> used, List<AmazonClientExtensionBuildItem> services) {
        boolean receives = used.filter(use -> !use.getHandlers().isEmpty()).isPresent();
        services.stream().filter(service -> "sqs".equals(service.getConfigName()))
                .forEach(service -> warning(receives, service.getBuildAsyncConfig().type()).ifPresent(LOG::warn));
    }

    static Optional<String> warning(boolean receives, AsyncClientType sqs) {
        return receives && sqs == AsyncClientType.AWS_CRT
                ? Optional.of("quarkus.sqs.async-client.type is aws-crt, which leaves the connection of a long poll that is"
                        + " ended open: handlers that are paused and the end of the application wait for up to 20 seconds, and"
                        + " messages that come meanwhile are hidden until their visibility timeout is over. Remove the setting")
                : Optional.empty();
    }

    /** Whether the application says which HTTP client it wants. */
    private static boolean isChosen(String service) {
        ConfigValue type = ConfigProvider.getConfig().getConfigValue("quarkus." + service + ".async-client.type");
        return type.getValue() != null && type.getSourceOrdinal() != DEFAULTS;
    }
}
