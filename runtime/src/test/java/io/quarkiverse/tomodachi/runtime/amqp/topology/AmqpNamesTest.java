package io.quarkiverse.tomodachi.runtime.amqp.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected values are those that the Python library computes. */
class AmqpNamesTest {

    private static final String UUID = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "golden.route1|golden.route1",
            "a.*.b|a.*.b",
            "a.#|a.#",
            "åäö|___c3a5____c3a4____c3b6_",
            "友達|___e58f8b____e98194_",
            "a b|a b",
            "a/b?c=d&e|a/b?c=d&e",
            "x'y\"z|x'y\"z",
            "100%|100%",
            "€uro|___e282ac_uro",
            "😀|___f09f9880_",
            "a_b-c.d:e,f;g|a_b-c.d:e,f;g",
            "§¤¨|___c2a7____c2a4____c2a8_" })
    void encodesAndDecodes(String key, String encoded) {
        assertThat(AmqpNames.encode(key)).isEqualTo(encoded);
        assertThat(AmqpNames.decode(encoded)).isEqualTo(key);
    }

    @Test
    void encodesControlCharactersAndKeepsSigns() {
        assertThat(AmqpNames.encode("")).isEmpty();
        assertThat(AmqpNames.decode("")).isEmpty();
        assertThat(AmqpNames.encode("a\tb")).isEqualTo("a___09_b");
        assertThat(AmqpNames.decode("a___09_b")).isEqualTo("a\tb");
        assertThat(AmqpNames.encode("line\nbreak")).isEqualTo("line___0a_break");
        String signs = "<>{}[]()!#%&^`~+|@$\\";
        assertThat(AmqpNames.encode(signs)).isEqualTo(signs);
        assertThat(AmqpNames.decode(signs)).isEqualTo(signs);
    }

    @Test
    void doesNotEncodeTwiceWhatLooksEncoded() {
        assertThat(AmqpNames.encode("___c3a5_")).isEqualTo("___c3a5_");
        assertThat(AmqpNames.decode("___c3a5_")).isEqualTo("å");
    }

    @Test
    void prefixesRoutingKeysBeforeEncoding() {
        assertThat(AmqpNames.routingKey("", "golden.route1")).isEqualTo("golden.route1");
        assertThat(AmqpNames.routingKey("pre.", "golden.åä")).isEqualTo("pre.golden.___c3a5____c3a4_");
    }

    @Test
    void namesSharedQueuesAfterTheKeyAlone() {
        assertThat(AmqpNames.competingQueue("", "golden.route1"))
                .isEqualTo("db8af4bb41e995553a505bb6419548f0cc27ba0bc09ef27906b4b806b83e1553");
        assertThat(AmqpNames.competingQueue("qpre-", "golden.route1"))
                .isEqualTo("qpre-db8af4bb41e995553a505bb6419548f0cc27ba0bc09ef27906b4b806b83e1553");
        assertThat(AmqpNames.competingQueue("", "test.topic"))
                .isEqualTo("540e8e5bc604e4ea618f7e0517a04f030ad1dcbff2e121e9466ddd1c811450bf");
    }

    @Test
    void namesOwnQueuesAfterKeyFunctionAndUuid() {
        assertThat(AmqpNames.ownQueue("", "golden.route1", "handler", UUID))
                .isEqualTo("9dbdd6f0af3bd50c7b854a1e906907c0cf561749ad958110491a6bab0cc16bb4");
        assertThat(AmqpNames.ownQueue("qpre-", "golden.route1", "handler", UUID))
                .isEqualTo("qpre-9dbdd6f0af3bd50c7b854a1e906907c0cf561749ad958110491a6bab0cc16bb4");
        assertThat(AmqpNames.ownQueue("", "test.topic", "func", "5d0b530f-5c44-4981-b01f-342801bd48f5"))
                .isEqualTo("b444917b9b922e8c29235737c7775c823e092c2374d1bfde071d42c637e3b4fd");
    }

    @Test
    void hashesTheEncodedKey() {
        assertThat(AmqpNames.competingQueue("", "golden.åä"))
                .isEqualTo("dfaedadc81ea0bf394c6020fce8fafcd8d490ac671ff1022db5e35e8f0fec1e9");
        assertThat(AmqpNames.ownQueue("", "golden.åä", "handler", UUID))
                .isEqualTo("72320efb18da2b198bc52efcbfb04be5b68c47d4721c2dbd5031f1be4b847492");
        assertThat(AmqpNames.bytes("golden.åä")).isEqualTo(11);
    }
}
