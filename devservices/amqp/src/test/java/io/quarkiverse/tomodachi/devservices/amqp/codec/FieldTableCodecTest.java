package io.quarkiverse.tomodachi.devservices.amqp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Field tables on their way to octets and back. */
class FieldTableCodecTest {

    @Test
    void everyTypeComesBackAsItWas() {
        Map<String, FieldValue> fields = new LinkedHashMap<>();
        fields.put("bool", FieldValue.of(true));
        fields.put("byte", new FieldValue(FieldType.BYTE, -3L));
        fields.put("ubyte", new FieldValue(FieldType.UNSIGNED_BYTE, 200L));
        fields.put("short", new FieldValue(FieldType.SHORT, -300L));
        fields.put("ushort", new FieldValue(FieldType.UNSIGNED_SHORT, 60_000L));
        fields.put("int", new FieldValue(FieldType.INT, -70_000L));
        fields.put("uint", new FieldValue(FieldType.UNSIGNED_INT, 4_000_000_000L));
        fields.put("long", FieldValue.of(Long.MIN_VALUE));
        fields.put("float", new FieldValue(FieldType.FLOAT, 1.5f));
        fields.put("double", new FieldValue(FieldType.DOUBLE, -2.25));
        fields.put("decimal", new FieldValue(FieldType.DECIMAL, new BigDecimal("12.345")));
        fields.put("text", FieldValue.of("grün"));
        fields.put("octets", new FieldValue(FieldType.BINARY, new LongString(new byte[] { -1, 0, 1 })));
        fields.put("time", FieldValue.timestamp(1_700_000_000L));
        fields.put("void", new FieldValue(FieldType.VOID, null));
        fields.put("array", FieldValue.of(List.of(FieldValue.of(1), FieldValue.of("two"))));
        fields.put("table", FieldValue.of(FieldTable.EMPTY.with("k", FieldValue.of("v"))));
        FieldTable table = new FieldTable(fields);

        byte[] octets = new WireWriter().table(table).toByteArray();

        assertThat(new WireReader(octets).table()).isEqualTo(table);
    }

    @Test
    void booleansShareAnOctet() {
        byte[] octets = new WireWriter().bit(true).bit(false).bit(true).octet(7).bit(true).toByteArray();
        assertThat(octets).containsExactly(5, 7, 1);
        WireReader in = new WireReader(octets);
        assertThat(List.of(in.bit(), in.bit(), in.bit())).containsExactly(true, false, true);
        assertThat(in.octet()).isEqualTo(7);
        assertThat(in.bit()).isTrue();
    }

    @Test
    void tooDeepTablesAreRefused() {
        FieldTable table = FieldTable.EMPTY;
        for (int i = 0; i < 100; i++) {
            table = FieldTable.EMPTY.with("t", FieldValue.of(table));
        }
        byte[] octets = new WireWriter().table(table).toByteArray();
        assertThatThrownBy(() -> new WireReader(octets).table()).isInstanceOf(AmqpException.class)
                .hasMessageContaining("nested deeper");
    }

    @Test
    void announcedSizesAreNotBelieved() {
        byte[] octets = new WireWriter().longInt(0xFFFF_FFFFL).octet(1).toByteArray();
        assertThatThrownBy(() -> new WireReader(octets).longString()).isInstanceOf(AmqpException.class)
                .hasMessageContaining("cannot decode");
        assertThatThrownBy(() -> new WireReader(octets).table()).isInstanceOf(AmqpException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = { 1, 2, 3 })
    void garbageIsRefusedAndNeverWorse(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            byte[] octets = new byte[random.nextInt(64)];
            random.nextBytes(octets);
            try {
                MessageProperties.decode(octets);
                new WireReader(octets).fields();
            } catch (AmqpException expected) {
                assertThat(expected.closesConnection()).isTrue();
            }
        }
    }
}
