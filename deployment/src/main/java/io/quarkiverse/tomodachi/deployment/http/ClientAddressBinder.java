package io.quarkiverse.tomodachi.deployment.http;

import org.jboss.jandex.DotName;

import io.quarkiverse.tomodachi.ClientAddress;
import io.quarkiverse.tomodachi.deployment.spi.ArgumentBinder;
import io.quarkiverse.tomodachi.deployment.spi.BindingException;
import io.quarkiverse.tomodachi.deployment.spi.HandlerParameter;
import io.quarkiverse.tomodachi.runtime.http.argument.ClientAddressArgument;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;

/** Parameters with {@link ClientAddress}. */
public final class ClientAddressBinder implements ArgumentBinder {

    private static final DotName CLIENT_ADDRESS = DotName.createSimple(ClientAddress.class);
    private static final DotName INET_ADDRESS = DotName.createSimple("java.net.InetAddress");
    private static final DotName STRING = DotName.createSimple(String.class);

    @Override
    public ArgumentResolver<?> bind(HandlerParameter parameter) {
        if (parameter.annotation(CLIENT_ADDRESS) == null) {
            return null;
        }
        if (!parameter.hasType(STRING) && !parameter.hasType(INET_ADDRESS)) {
            throw new BindingException("of type " + parameter.type() + ", which is no address; use String or InetAddress");
        }
        return new ClientAddressArgument(parameter.hasType(STRING));
    }
}
