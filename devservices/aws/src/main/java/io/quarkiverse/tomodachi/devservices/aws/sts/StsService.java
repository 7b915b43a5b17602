package io.quarkiverse.tomodachi.devservices.aws.sts;

import java.util.Map;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.tomodachi.devservices.aws.protocol.Action;
import io.quarkiverse.tomodachi.devservices.aws.protocol.QueryShape;
import io.quarkiverse.tomodachi.devservices.aws.protocol.Service;

/** The token service, as far as it tells who the caller is: always the account itself. */
public final class StsService {

    private StsService() {
    }

    public static Service of(String accountId) {
        Action identity = Action.immediate(call -> JsonNodeFactory.instance.objectNode()
                .put("Arn", "arn:aws:iam::" + accountId + ":root").put("UserId", accountId).put("Account", accountId));
        return new Service("sts", null, "2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/", QueryShape.SAME,
                Map.of("GetCallerIdentity", identity));
    }
}
