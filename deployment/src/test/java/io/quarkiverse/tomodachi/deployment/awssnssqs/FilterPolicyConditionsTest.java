package io.quarkiverse.tomodachi.deployment.awssnssqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterPolicyConditionsTest {

    private static List<String> problems(String policy) {
        List<String> problems = new ArrayList<>();
        FilterPolicyConditions.check(policy, problems::add);
        return problems;
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "{}", "not json, which is told elsewhere", "{\"a\":[\"x\",1,true,null]}", "${policy}",
            "{\"a\":[{\"prefx\":\"${value}\"}]}", "{\"a\":[{\"anything-but\":{\"prefix\":\"x\"}}]}",
            "{\"a\":[{\"numeric\":[\">=\",0,\"<\",10]}]}", "{\"a\":{\"b\":[{\"suffix\":\"x\"}]}}",
            "{\"$or\":[{\"a\":[1]},{\"b\":[{\"exists\":true}]}]}" })
    void nothing_to_tell(String policy) {
        assertThat(problems(policy)).isEmpty();
    }

    @Test
    void each_condition_is_told_with_its_key() {
        assertThat(problems("{\"a\":[\"x\",{\"prefx\":\"x\"}],\"b\":{\"c\":[{\"numeric\":[\">=\",\"y\"]}]},"
                + "\"$or\":[{\"d\":[1]},{\"e\":[{\"exists\":\"yes\"}]}]}")).containsExactly(
                        "has a filterPolicy whose key 'a' has the condition {\"prefx\":\"x\"}, which SNS does not take:"
                                + " Unrecognized match type prefx; correct it",
                        "has a filterPolicy whose key 'b.c' has the condition {\"numeric\":[\">=\",\"y\"]}, which SNS does"
                                + " not take: Value of >= must be numeric; correct it",
                        "has a filterPolicy whose key 'e' has the condition {\"exists\":\"yes\"}, which SNS does not take:"
                                + " exists match pattern must be either true or false; correct it");
    }
}
