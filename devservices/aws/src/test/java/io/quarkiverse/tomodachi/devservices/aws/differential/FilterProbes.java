package io.quarkiverse.tomodachi.devservices.aws.differential;

import java.util.List;
import java.util.Map;

/** Which messages pass which filter policy. */
final class FilterProbes extends ProbeGroup {

    FilterProbes() {
        attribute("{'a':['x','y']}", "String", "y", "z");
        attribute("{'a':[{'prefix':'ab'}]}", "String", "abc", "xab");
        attribute("{'a':[{'suffix':'bc'}]}", "String", "abc", "bcx");
        attribute("{'a':[{'wildcard':'a*c'}]}", "String", "abbc", "abbd");
        attribute("{'a':[{'equals-ignore-case':'AbC'}]}", "String", "aBc", "abd");
        attribute("{'a':[{'anything-but':['x']}]}", "String", "y", "x");
        attribute("{'a':[{'anything-but':{'prefix':'x'}}]}", "String", "yx", "xy");
        attribute("{'a':[{'anything-but':{'suffix':'x'}}]}", "String", "xy", "yx");
        attribute("{'a':[{'exists':true}]}", "String", "y");
        attribute("{'a':[{'exists':false}]}", "String", "y");
        attribute("{'b':[{'exists':false}]}", "String", "y");
        attribute("{'a':['x'],'b':['y']}", "String", "x");
        attribute("{'a':[{'numeric':['>=',1,'<',3]}]}", "Number", "1.5", "3");
        attribute("{'a':[{'numeric':['=',100]}]}", "Number", "100.0", "101");
        attribute("{'a':[{'anything-but':[5]}]}", "Number", "6", "5");
        attribute("{'a':[100]}", "Number", "100", "1e2", "101");
        attribute("{'a':[100]}", "String", "100");
        attribute("{'a':['100']}", "Number", "100");
        attribute("{'a':[{'cidr':'10.0.0.0/24'}]}", "String", "10.0.0.7", "10.0.1.7");
        attribute("{'a':['x']}", "String.Array", "['w','x']", "['w']");
        attribute("{'a':[true]}", "String.Array", "[true]");
        attribute("{'$or':[{'a':['x']},{'b':[1]}]}", "String", "x", "y");
        body("{'order':{'state':['new']}}", "{'order':{'state':'new'}}", "{'order':{'state':'old'}}", "{'order':'new'}");
        body("{'tags':['b']}", "{'tags':['a','b']}", "{'tags':[]}");
        body("{'flag':[true]}", "{'flag':true}", "{'flag':'true'}");
        body("{'none':[null]}", "{'none':null}", "{}");
        body("{'n':[{'numeric':['>',5]}]}", "{'n':6}", "{'n':5}", "{'n':'6'}");
        body("{'a':[{'exists':true}]}", "{'a':{'b':1}}", "{'a':1}", "{'b':1}");
        body("{'items':{'sku':['x']}}", "{'items':[{'sku':'w'},{'sku':'x'}]}");
        body("{'a':['x']}", "not json", "['x']");
        policies();
    }

    private static String json(String quoted) {
        return quoted.replace('\'', '"');
    }

    private void attribute(String policy, String type, String... values) {
        sns("attributes by " + policy + " as " + type, lab -> {
            String topic = lab.topic();
            String queue = lab.queue();
            lab.subscribe(topic, queue, Map.of("FilterPolicy", json(policy)));
            for (String value : values) {
                lab.sns().publish(request -> request.topicArn(topic).message("m")
                        .messageAttributes(Map.of("a", PublishProbes.text(type, json(value)))));
                lab.note(value, arrived(lab, queue));
            }
        });
    }

    private void body(String policy, String... bodies) {
        sns("bodies by " + policy, lab -> {
            String topic = lab.topic();
            String queue = lab.queue();
            lab.subscribe(topic, queue, Map.of("FilterPolicy", json(policy), "FilterPolicyScope", "MessageBody"));
            for (String body : bodies) {
                lab.sns().publish(request -> request.topicArn(topic).message(json(body)));
                lab.note(body, arrived(lab, queue));
            }
        });
    }

    /** Delivery is done when the publication is answered, by all that are compared. */
    private static String arrived(Lab lab, String queue) {
        return lab.receive(queue).isEmpty() ? "filtered" : "arrived";
    }

    private void policies() {
        sns("filter policies that are none", lab -> {
            String arn = lab.subscribe(lab.topic(), lab.queue(), Map.of());
            for (String bad : List.of("nonsense", "[]", "{'a':'x'}", "{'a':[]}", "{'a':[{'unknown':1}]}",
                    "{'a':{'b':['nested']}}",
                    "{'a':[{'numeric':['>']}]}", "{'a':['1'],'b':['1'],'c':['1'],'d':['1'],'e':['1'],'f':['1']}")) {
                lab.attempt(bad, () -> lab.sns().setSubscriptionAttributes(request -> request.subscriptionArn(arn)
                        .attributeName("FilterPolicy").attributeValue(json(bad))));
            }
        });
    }
}
