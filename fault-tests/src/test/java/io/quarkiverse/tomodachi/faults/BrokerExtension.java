package io.quarkiverse.tomodachi.faults;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one broker of their JVM, which ends with it. */
final class BrokerExtension implements BeforeAllCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(BrokerExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        Assumptions.assumeTrue(RabbitMqNode.isInstalled(), "RabbitMQ is not installed");
        node(context);
    }

    private static RabbitMqNode node(ExtensionContext context) {
        // one of several JVMs is given its classes one by one, and the root context of each ends with it
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE).computeIfAbsent(RabbitMqNode.class, key -> {
            try {
                RabbitMqNode node = new RabbitMqNode();
                node.start();
                return node;
            } catch (Exception e) {
                throw new IllegalStateException("RabbitMQ did not start", e);
            }
        }, RabbitMqNode.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RabbitMqNode.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return node(context);
    }
}
