package io.quarkiverse.tomodachi.runtime.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Year;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.conversion.TextConverter.Shape;

class TextConverterTest {

    private static TextConverter converter(TextTarget target, Class<?> type, Shape shape) {
        return new TextConverter(target, type, shape, false, null);
    }

    @Test
    void shapesValues() throws ConversionException {
        assertThat(converter(TextTarget.INTEGER, null, Shape.SINGLE).convert("7", "x")).isEqualTo(7);
        assertThat(converter(TextTarget.INTEGER, null, Shape.SINGLE).convert(null, "x")).isNull();
        assertThat(converter(TextTarget.YEAR, null, Shape.OPTIONAL).convert("2030", "x")).isEqualTo(Optional.of(Year.of(2030)));
        assertThat(converter(TextTarget.LONG, null, Shape.LIST).convertAll(List.of("1", "1"), "x")).isEqualTo(List.of(1L, 1L));
        assertThat(converter(TextTarget.LONG, null, Shape.SET).convertAll(List.of("1", "1"), "x")).isEqualTo(Set.of(1L));
        assertThat(converter(TextTarget.INTEGER, int[].class, Shape.ARRAY).convertAll(List.of("1", "2"), "x"))
                .isEqualTo(new int[] { 1, 2 });
        assertThat(converter(TextTarget.ENUM, TimeUnit[].class, Shape.ARRAY).convertAll(List.of("DAYS"), "x"))
                .isEqualTo(new TimeUnit[] { TimeUnit.DAYS });
    }

    @Test
    void tellsWhatIsWrongWithoutRepeatingIt() {
        for (TextTarget target : TextTarget.values()) {
            if (target != TextTarget.STRING && target != TextTarget.PARSED) {
                TextConverter converter = converter(target, TimeUnit.class, Shape.SINGLE);
                assertThatThrownBy(() -> converter.convert("se cret\u0000", "header 'h'")).as(target.name())
                        .isInstanceOf(ConversionException.class).hasMessageStartingWith("The header 'h' is not ")
                        .hasMessageNotContaining("cret");
            }
        }
        TextConverter number = converter(TextTarget.BIG_INTEGER, null, Shape.SINGLE);
        assertThatThrownBy(() -> number.convert("9".repeat(1_000_000), "x")).isInstanceOf(ConversionException.class);
        TextConverter required = new TextConverter(TextTarget.INTEGER, null, Shape.SINGLE, true, null);
        assertThatThrownBy(() -> required.convert(null, "header 'h'")).hasMessage("The header 'h' is missing");
    }

    @Test
    void takesDecimalNumbersOnly() throws ConversionException {
        assertThat(converter(TextTarget.DOUBLE, null, Shape.SINGLE).convert("-1.5e3", "x")).isEqualTo(-1500.0);
        assertThat(converter(TextTarget.BIG_DECIMAL, null, Shape.SINGLE).convert("1e1000", "x"))
                .isEqualTo(new BigDecimal("1e1000"));
        for (String text : List.of("NaN", "Infinity", "0x1p3", "1d", "1f", " 1", "1 ", "1e999", ".", "", "\u0661")) {
            refuses(TextTarget.DOUBLE, text);
            refuses(TextTarget.FLOAT, text);
        }
        for (TextTarget target : List.of(TextTarget.BYTE, TextTarget.SHORT, TextTarget.INTEGER, TextTarget.LONG,
                TextTarget.BIG_INTEGER, TextTarget.BIG_DECIMAL)) {
            refuses(target, "\u0661");
        }
        refuses(TextTarget.BIG_DECIMAL, "1e999999999");
        refuses(TextTarget.BIG_DECIMAL, "1e-999999999");
        refuses(TextTarget.FLOAT, "1e39");
    }

    private static void refuses(TextTarget target, String text) {
        assertThatThrownBy(() -> converter(target, null, Shape.SINGLE).convert(text, "x")).as(target + " " + text)
                .isInstanceOf(ConversionException.class);
    }

    @Test
    void takesDefaults() throws ConversionException {
        assertThat(new TextConverter(TextTarget.INTEGER, null, Shape.SINGLE, true, "3").convert(null, "x")).isEqualTo(3);
        assertThat(new TextConverter(TextTarget.INTEGER, null, Shape.LIST, false, "3").convertAll(List.of(), "x"))
                .isEqualTo(List.of(3));
        assertThatThrownBy(() -> new TextConverter(TextTarget.INTEGER, null, Shape.SINGLE, true, "x").checkDefault("h"))
                .hasMessage("The default of h is not a whole number of 32 bits");
    }
}
