/** Credentials in the shape of real ones, made up for the tests. The account in the ids is 123456789012. */
export const longTermId = "AKIARZPUZDIKFNNNH4I2";
export const temporaryId = "ASIARZPUZDIKCPD2N4FV";
export const secret = "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";
export const otherSecret = "Zt4/kW9sLmB1xQe+7Ry0uHvJ3pCnD6aFgT8iOoK2";
export const sessionToken = `IQoJb3JpZ2luX2VjE${"Hs9+kQ2/vT7xWcLb0ZaN5mRpYdEuG1".repeat(5)}`;
export const olderSessionToken = `FwoGZXIvYXdzE${"Kx3/pQ8+mT2yWvLb6ZdN4cRsYhEuJ7".repeat(5)}==`;
export const bedrockKey = `ABSKQmVkcm9ja0FQSUtleS${"x3Kp9LmQ2vT7wY".repeat(8)}`;
export const bedrockSession = `bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t${"L3Q9Z8vKp2mX7w".repeat(8)}`;

/** Text that holds a long-term pair, as user data often does. */
export const exportLines = `#!/bin/bash
export AWS_ACCESS_KEY_ID=${longTermId}
export AWS_SECRET_ACCESS_KEY=${secret}
`;
