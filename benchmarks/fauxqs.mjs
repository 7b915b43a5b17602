// Starts fauxqs from a folder of npm on a port of this machine, not with its own command, which listens on all addresses and logs
// each request. Calls are counted, and told as the endpoint of the Dev Services tells them.

const [folder, port] = process.argv.slice(2);
const { buildApp } = await import(`${folder}/node_modules/fauxqs/dist/app.js`);
const app = buildApp({ logger: false, host: 'localhost' });
const calls = {};

app.addHook('preHandler', (request, reply, done) => {
    const body = typeof request.body === 'string' ? Object.fromEntries(new URLSearchParams(request.body)) : request.body ?? {};
    const target = request.headers['x-amz-target'];
    const action = target ? `sqs.${target.split('.')[1]}` : body.Action && `sns.${body.Action}`;
    const name = (body.QueueUrl ?? body.TopicArn ?? '').split(/[/:]/).pop();
    if (action && name) {
        const counts = (calls[name] ??= {});
        counts[action] = (counts[action] ?? 0) + 1;
    }
    done();
});
app.get('/_endpoint/calls', () => calls);
app.get('/_endpoint/calls/:name', (request) => calls[request.params.name] ?? {});

await app.listen({ port: Number(port), host: '127.0.0.1' });
