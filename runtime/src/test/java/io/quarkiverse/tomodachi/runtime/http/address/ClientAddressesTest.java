package io.quarkiverse.tomodachi.runtime.http.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.runtime.configuration.ConfigurationException;

class ClientAddressesTest {

    private static final ClientAddresses ADDRESSES = new ClientAddresses(List.of("10.0.0.0/8", " 192.0.2.7", "fd00::/8"),
            "X-Forwarded-For");

    private static String client(String... headers) {
        InetAddress client = ADDRESSES.client(List.of(headers));
        return client == null ? null : client.getHostAddress();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "203.0.113.5                          | 203.0.113.5",
            "203.0.113.5, 10.1.2.3                | 203.0.113.5",
            "1.1.1.1, 203.0.113.5, 192.0.2.7      | 203.0.113.5",
            "127.0.0.1,203.0.113.5,fd00::1,10.0.0.1| 203.0.113.5",
            "10.9.9.9, 10.1.2.3                   | 10.9.9.9",
            "203.0.113.5:4711                     | 203.0.113.5",
            "2001:db8::5                          | 2001:db8:0:0:0:0:0:5",
            "[2001:db8::5]:443, [fd00::1]         | 2001:db8:0:0:0:0:0:5",
            "::ffff:203.0.113.5                   | 203.0.113.5",
            "garbage, 203.0.113.5                 | 203.0.113.5" })
    void takesTheLastAddressThatIsNoTrustedProxy(String header, String expected) {
        assertThat(client(header)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "garbage", "localhost", "203.0.113.5, unknown", "203.0.113.5,", "203.0.113.256",
            "203.0.113.5 10.0.0.1", "fe80::1%eth0", "203.0.113.5:99999999", "[203.0.113.5", "::1]",
            "203.0.113.5, _hidden, 10.0.0.1",
            "1.2.3", "0x7f000001", "203.0.113.5\u2028" })
    void doesNotBelieveAnythingElse(String header) {
        assertThat(client(header)).isNull();
    }

    @Test
    void readsSeveralLinesAsOne() {
        assertThat(client("1.1.1.1", "203.0.113.5", "10.0.0.1")).isEqualTo("203.0.113.5");
        assertThat(client()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "proxy.example", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "fd00::/129", "*", "" })
    void refusesProxiesThatAreNoAddresses(String text) {
        assertThatThrownBy(() -> new ClientAddresses(List.of("10.0.0.1", text), "X")).isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("quarkus.tomodachi.http.real-ip-from", "'" + text + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "Forwarded For", "X-Forwarded-For:", "X-Förwarded" })
    void refusesWhatCannotBeAHeader(String name) {
        assertThatThrownBy(() -> new ClientAddresses(List.of(), name)).isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("quarkus.tomodachi.http.real-ip-header", "'" + name + "'");
    }
}
