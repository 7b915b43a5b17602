package io.quarkiverse.tomodachi.runtime.http.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({ "bytes=0-4,0,5", "bytes=12-12,12,1", "bytes=5-,5,8", "bytes=-3,10,3", "bytes=-99,0,13", "Bytes=0-99,0,13",
            "bytes=0-99999999999999999999999,0,13", "bytes= 1-2 ,1,2" })
    void isThePartOfTheFile(String header, long offset, long length) {
        assertThat(ByteRange.parse(header, 13)).isEqualTo(new ByteRange(offset, length));
    }

    @ParameterizedTest
    @ValueSource(strings = { "bytes=13-", "bytes=900-", "bytes=-0", "bytes=99999999999999999999999-" })
    void isUnsatisfiableOutsideOfTheFile(String header) {
        assertThat(ByteRange.parse(header, 13)).isSameAs(ByteRange.UNSATISFIABLE);
        assertThat(ByteRange.parse("bytes=0-", 0)).isSameAs(ByteRange.UNSATISFIABLE);
        assertThat(ByteRange.parse("bytes=-1", 0)).isSameAs(ByteRange.UNSATISFIABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "bytes", "bytes=", "bytes=-", "bytes=4-3", "bytes=a-b", "bytes=0-1,3-4", "items=0-1",
            "bytes=--1", "bytes=1-2-3", "bytes=+1-2", "bytes=٣-٤" })
    void isNoneWhereTheHeaderIsToBeIgnored(String header) {
        assertThat(ByteRange.parse(header, 13)).isNull();
    }

    @Test
    void isToldWithTheSize() {
        assertThat(new ByteRange(10, 3).contentRange(13)).isEqualTo("bytes 10-12/13");
    }
}
