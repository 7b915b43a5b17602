package io.quarkiverse.tomodachi.devservices.aws.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueuePolicyTest {
    private static final String QUEUE = "arn:aws:sqs:us-east-1:123456789012:q";
    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:t";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "'*'                                 | 'SQS:SendMessage' | 'ArnEquals':{'aws:SourceArn':'TOPIC'}      | true",
            "'*'                                 | 'sqs:*'           | 'ArnLike':{'aws:SourceArn':'TOPI*'}        | false",
            "'*'                                 | '*'               | 'ArnLike':{'aws:SourceArn':'arn:aws:sns:*'}| false",
            "'*'                                 | '*'               | 'ArnLike':{'aws:SourceArn':'arn:aws:sns:*:t'}| false",
            "'*'                                 | '*'               | 'ArnEquals':{'aws:SourceArn':'arn:aws:sns:*:*:?'}| true",
            "'*'                                 | '*'               | 'StringLike':{'aws:SourceArn':'arn:aws:sns:*:t'}| true",
            "'*'                                 | '*'               | 'StringEquals':{'aws:SourceArn':'arn:aws:sns:us-east-1:OWN:*'}| false",
            "'*'                                 | '*'               | 'StringEquals':{'aws:SourceArn':'TOPIC'}   | true",
            "'*'                                 | '*'               | 'StringEqualsIgnoreCase':{'aws:SourceArn':'ARN:aws:sns:us-east-1:OWN:T'}| true",
            "{'Service':'sns.amazonaws.com'}     | ['sqs:SendMessage'] | 'StringEquals':{'aws:SourceAccount':'OWN'} | true",
            "{'Service':'sns.amazonaws.com'}     | 'sqs:SendMessage' | 'StringEquals':{'aws:SourceAccount':'OTHER'} | false",
            "{'Service':'s3.amazonaws.com'}      | 'sqs:SendMessage' | 'Bool':{}                                  | false",
            "{'AWS':['*']}                       | 'sqs:SendMessage' | 'ArnEquals':{'aws:SourceArn':['x','TOPIC']}| true",
            "{'AWS':'arn:aws:iam::123456789012:root'} | 'sqs:SendMessage' | 'Bool':{}                             | false",
            "'*'                                 | 'sqs:ReceiveMessage' | 'Bool':{}                               | false",
            "'*'                                 | 'sqs:SendMessage' | 'Bool':{'aws:SecureTransport':'true'}      | true" })
    void statementsAreUnderstood(String principal, String action, String condition, boolean expected) {
        String policy = ("{'Statement':[{'Effect':'Allow','Principal':" + principal + ",'Action':" + action
                + ",'Resource':'" + QUEUE + "','Condition':{" + condition + "}}]}").replace('\'', '"')
                .replace("TOPIC", TOPIC).replace("OWN", "123456789012");
        assertThat(QueuePolicy.allows(policy, QUEUE, TOPIC)).isEqualTo(expected);
    }

    @Test
    void patternsWithManyStarsTakeNoTime() {
        String resource = "*a".repeat(2000);
        assertThat(QueuePolicy.allows("{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\","
                + "\"Resource\":\"" + resource + "\"}}", "a".repeat(1999), TOPIC)).isFalse();
    }

    @Test
    void withoutPolicyNothingIsAllowed() {
        assertThat(QueuePolicy.allows(null, QUEUE, TOPIC)).isFalse();
        assertThat(QueuePolicy.allows("{}", QUEUE, TOPIC)).isFalse();
    }

    @Test
    void aDenialWins() {
        String allow = "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sqs:*\",\"Resource\":\"*\"}";
        String deny = allow.replace("Allow", "Deny");
        assertThat(QueuePolicy.allows("{\"Statement\":[" + allow + "]}", QUEUE, TOPIC)).isTrue();
        assertThat(QueuePolicy.allows("{\"Statement\":" + allow + "}", QUEUE, TOPIC)).isTrue();
        assertThat(QueuePolicy.allows("{\"Statement\":[" + allow + "," + deny + "]}", QUEUE, TOPIC)).isFalse();
    }
}
