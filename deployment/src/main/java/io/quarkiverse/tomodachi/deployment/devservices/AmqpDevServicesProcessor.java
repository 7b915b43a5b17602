package io.quarkiverse.tomodachi.deployment.devservices;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.deployment.amqp.AmqpUsedBuildItem;
import io.quarkus.deployment.IsDevServicesSupportedByLaunchMode;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.DevServicesResultBuildItem;
import io.quarkus.deployment.builditem.DockerStatusBuildItem;
import io.quarkus.deployment.builditem.RunTimeConfigurationDefaultBuildItem;
import io.quarkus.deployment.dev.devservices.DevServicesConfig;
import io.quarkus.smallrye.reactivemessaging.deployment.items.ConnectorManagedChannelBuildItem;
import io.smallrye.config.SmallRyeConfig;

/** A broker for the AMQP handlers, publishers and channels of an application in dev and test mode. */
@BuildSteps(onlyIf = { IsDevServicesSupportedByLaunchMode.class, DevServicesConfig.Enabled.class })
class AmqpDevServicesProcessor {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.devservices");

    private static final String FEATURE = "tomodachi-amqp";
    private static final String HOST = "rabbitmq-host";
    private static final String PORT = "rabbitmq-port";
    private static final String IMAGE = "rabbitmq:4.1-management";

    /** What makes a broker another one; an equal one is kept across live reloads. */
    record Identity(BrokerMode mode, String image, int port, BrokerAccess access) {
    }

    @BuildStep
    DevServicesResultBuildItem broker(Optional<AmqpUsedBuildItem> used, List<ConnectorManagedChannelBuildItem> channels,
            DevServicesBuildTimeConfig config, DockerStatusBuildItem docker, Optional<EmbeddedBrokersBuildItem> embedded,
            BuildProducer<RunTimeConfigurationDefaultBuildItem> defaults) {
        SmallRyeConfig all = ConfigProvider.getConfig().unwrap(SmallRyeConfig.class);
        QuarkusDevServices others = new QuarkusDevServices(all);
        RabbitMqChannels rabbitMq = new RabbitMqChannels(all);
        if (used.isEmpty() && !rabbitMq.needBroker(channels) || !config.enabled() || !others.enabled().orElse(true)
                || others.enabled().isPresent() && rabbitMq.needBrokerByName() || BrokerAccess.isBrokerConfigured()) {
            return null;
        }
        others.ignored().forEach(key -> LOG.warnf("%s has no effect on the broker of Dev Services, which is that of Tomodachi;"
                + " remove it, or set quarkus.rabbitmq.devservices.enabled=true to have the container of Quarkus", key));
        BrokerMode mode = ContainerEngine.ofThisMachine().decide(config.mode(), docker::isContainerRuntimeAvailable);
        int port = config.amqp().port().or(others::port).orElse(0);
        Identity identity = new Identity(mode, config.amqp().image().or(others::image).orElse(IMAGE), port,
                BrokerAccess.configured());
        if (mode == BrokerMode.CONTAINER) {
            return container(identity);
        }
        if (embedded.isEmpty()) {
            return embedded(identity);
        }
        EmbeddedAmqpBroker broker = (EmbeddedAmqpBroker) embedded.get().getBrokers().start("AMQP broker", identity,
                () -> new EmbeddedAmqpBroker(port, identity.access()));
        identity.access().settings()
                .forEach((key, value) -> defaults.produce(new RunTimeConfigurationDefaultBuildItem(key, value)));
        defaults.produce(new RunTimeConfigurationDefaultBuildItem(HOST, broker.host()));
        defaults.produce(new RunTimeConfigurationDefaultBuildItem(PORT, broker.port()));
        return null;
    }

    private static DevServicesResultBuildItem embedded(Identity identity) {
        return DevServicesResultBuildItem.<EmbeddedAmqpBroker> owned().feature(FEATURE).serviceConfig(identity)
                .description("AMQP broker in this process")
                .startable(() -> new EmbeddedAmqpBroker(identity.port(), identity.access()))
                .postStartHook(broker -> LOG.infof("Dev Services: AMQP broker in this process at %s",
                        broker.getConnectionInfo()))
                .config(identity.access().settings())
                .configProvider(Map.of(HOST, EmbeddedAmqpBroker::host, PORT, EmbeddedAmqpBroker::port)).build();
    }

    private static DevServicesResultBuildItem container(Identity identity) {
        return DevServicesResultBuildItem.<RabbitMqContainer> owned().feature(FEATURE).serviceConfig(identity)
                .description("RabbitMQ in a container")
                .startable(() -> new RabbitMqContainer(identity.image(), identity.port(), identity.access()))
                .postStartHook(broker -> LOG.infof("Dev Services: RabbitMQ in a container (%s) at %s", identity.image(),
                        broker.getConnectionInfo()))
                .config(identity.access().settings())
                .configProvider(Map.of(HOST, RabbitMqContainer::getHost, PORT, RabbitMqContainer::port)).build();
    }
}
