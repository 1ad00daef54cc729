/** What @pulumi/pulumi leaves where an Output is turned into JSON before its value is known. */
export const stray = `Calling [toJSON] on an [Output<T>] is not supported.

To get the value of an Output as a JSON value or JSON string consider either:
    1: o.apply(v => v.toJSON())
    2: o.apply(v => JSON.stringify(v))

See https://www.pulumi.com/docs/concepts/inputs-outputs for more details.
This function may throw in a future version of @pulumi/pulumi.`;
