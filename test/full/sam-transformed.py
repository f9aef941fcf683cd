"""Prints the template of CloudFormation that AWS SAM makes of a template.yaml."""

import json
import os
import sys

os.environ.setdefault("AWS_DEFAULT_REGION", "eu-central-1")

from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse


class NoManagedPolicies:
    def load(self):
        return {}


template = yaml_parse(sys.stdin.read())
for resource in template["Resources"].values():
    properties = resource.get("Properties", {})
    for path in ("CodeUri", "DefinitionUri"):
        if path in properties:
            properties[path] = "s3://project/" + properties[path].strip("/")
print(json.dumps(transform(template, {}, NoManagedPolicies())))
