package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnAccountTest {

    @ParameterizedTest
    @CsvSource({ "http://localhost:4566, , true",
            "http://127.0.0.1:4566, http://127.0.0.1:4567, true",
            "http://localstack:4566, http://localstack:4566/, true",
            "http://localstack:4566, , false",
            "https://sns.example.com, https://sqs.example.com, false",
            "https://sns.eu-west-1.amazonaws.com, https://sns.eu-west-1.amazonaws.com, false",
            "https://sns.eu-west-1.api.aws, https://sns.eu-west-1.api.aws, false" })
    void sts_is_asked_where_sns_is_only_if_that_is_one_address_for_all_services(String sns, String sqs, boolean all) {
        assertThat(OwnAccount.isForAllServices(URI.create(sns), Optional.ofNullable(sqs).map(URI::create))).isEqualTo(all);
    }
}
